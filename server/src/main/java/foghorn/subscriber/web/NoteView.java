package foghorn.subscriber.web;

import java.util.List;

/**
 * A page that says one thing, perhaps with one button.
 *
 * @param root the page's base, with a slash at the end
 * @param action the label of the button, which posts to the page's own address; empty for none
 */
public record NoteView(String pageName, String root, String title, List<String> paragraphs, String action) {
    public NoteView {
        paragraphs = List.copyOf(paragraphs);
    }
}
