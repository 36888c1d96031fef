package foghorn.publicpage.html;

/**
 * What the status embed shows.
 *
 * @param event the id of the incident or maintenance that is going on; the empty text if none is
 * @param status where it stands, and of what page
 * @param background six hexadecimal digits after a {@code #}
 */
public record EmbedView(String pageName, String event, String title, String status, String background, String text) {
    public boolean isGoingOn() {
        return !event.isEmpty();
    }
}
