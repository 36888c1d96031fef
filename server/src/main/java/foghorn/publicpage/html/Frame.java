package foghorn.publicpage.html;

/**
 * What the frame around every page needs.
 *
 * @param subscribe whether the page takes subscribers
 * @param indexed whether search engines may list it
 */
public record Frame(String pageName, boolean subscribe, boolean indexed) {}
