package foghorn.publicpage.snapshot;

/** Under which paths things are published whose number differs from page to page. A query stands in the path where it is needed. */
public final class Paths {
    public static final String INCIDENTS = "incidents/";
    public static final String HISTORY = "history";
    public static final String HISTORY_JSON = "history.json";
    public static final String ATOM = "history.atom";
    public static final String RSS = "history.rss";
    private static final String JSON = ".json";
    private static final String PAGE = "?page=";

    private Paths() {}

    public static String incident(String id) {
        return INCIDENTS + id;
    }

    /** The same item as JSON. */
    public static String json(String path) {
        return path + JSON;
    }

    /** The id of the incident whose page or JSON this is. */
    public static String incidentId(String path) {
        return path.substring(INCIDENTS.length(), path.length() - (path.endsWith(JSON) ? JSON.length() : 0));
    }

    /** A page of something that has several; the first has the plain path. */
    public static String page(String path, int number) {
        return number == 1 ? path : path + PAGE + number;
    }

    /** Which page of the thing at {@code path} this is; 0 if it is none but the first. */
    public static int laterPage(String path, String item) {
        return item.startsWith(path + PAGE) ? Integer.parseInt(item.substring(path.length() + PAGE.length())) : 0;
    }
}
