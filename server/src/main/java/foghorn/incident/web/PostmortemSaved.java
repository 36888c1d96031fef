package foghorn.incident.web;

import foghorn.kit.text.Markdown;

/**
 * What the screen of a postmortem is told when what is being written was saved.
 *
 * @param words that say so, or why it was not
 * @param seen the version that the writer has seen now
 */
public record PostmortemSaved(String words, String seen, String body) {
    /** The text as readers would see it, safe as it is. */
    public String html() {
        return Markdown.html(body);
    }
}
