package foghorn.publicpage.html;

/**
 * What the frame around every page needs.
 *
 * @param subscribe whether the page takes subscribers
 * @param indexed whether search engines may list it
 * @param feeds whether it has feeds
 */
public record Frame(String pageName, boolean subscribe, boolean indexed, boolean feeds) {}
