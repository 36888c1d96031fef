package foghorn.subscriber.web;

import java.util.List;
import java.util.Optional;

/**
 * A page that says one thing, perhaps with one button.
 *
 * @param root the page's base, with a slash at the end
 * @param items what the paragraphs announce
 * @param secret what the paragraphs ask to copy
 * @param action the button
 * @param link somewhere else to go
 */
public record NoteView(
        String pageName,
        String root,
        String title,
        List<String> paragraphs,
        List<String> items,
        Optional<String> secret,
        Optional<Step> action,
        Optional<Step> link) {
    public NoteView {
        paragraphs = List.copyOf(paragraphs);
        items = List.copyOf(items);
    }

    /**
     * Something to do.
     *
     * @param href of a button: where it posts to; empty for the page's own address
     */
    public record Step(String href, String label) {}

    NoteView(String pageName, String root, String title, List<String> paragraphs) {
        this(pageName, root, title, paragraphs, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    NoteView naming(List<String> names) {
        return new NoteView(pageName, root, title, paragraphs, names, secret, action, link);
    }

    NoteView showing(String shown) {
        return new NoteView(pageName, root, title, paragraphs, items, Optional.of(shown), action, link);
    }

    @Override
    public String toString() {
        return "NoteView[" + title + "]";
    }

    NoteView withAction(String href, String label) {
        return new NoteView(pageName, root, title, paragraphs, items, secret, Optional.of(new Step(href, label)), link);
    }

    NoteView withLink(String href, String label) {
        return new NoteView(
                pageName, root, title, paragraphs, items, secret, action, Optional.of(new Step(href, label)));
    }
}
