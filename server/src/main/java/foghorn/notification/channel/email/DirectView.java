package foghorn.notification.channel.email;

import java.util.List;

/**
 * A mail to one person with one thing to do.
 *
 * @param link a whole URL, or the marker of a slot
 * @param action what the link does
 * @param note the small print
 */
public record DirectView(
        String pageName, String home, String title, List<String> paragraphs, String link, String action, String note) {
    public DirectView {
        paragraphs = List.copyOf(paragraphs);
    }

    String text() {
        return title + "\n\n" + String.join("\n\n", paragraphs) + "\n\n" + action + ":\n" + link + "\n\n" + note
                + "\n\n-- \n" + pageName + "\n" + home + "\n";
    }
}
