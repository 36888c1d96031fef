package foghorn.publicpage.snapshot;

import java.time.YearMonth;

/** Under which paths things are published whose number differs from page to page. A query stands in the path where it is needed. */
public final class Paths {
    public static final String HOME = "";
    public static final String INCIDENTS = "incidents/";
    public static final String HISTORY = "history";
    public static final String HISTORY_JSON = "history.json";
    public static final String ACCESSIBILITY = "accessibility";
    public static final String ATOM = "history.atom";
    public static final String RSS = "history.rss";
    public static final String JSON_FEED = "history.feed.json";
    public static final String CALENDAR = "history.ics";
    public static final String UPTIME = "uptime";
    public static final String EMBED_SCRIPT = "embed/script.js";
    public static final String EMBED_FRAME = "embed/frame";
    public static final String BADGE = "badge.svg";
    public static final String BADGES = "badges/";
    private static final String SVG = ".svg";
    private static final String JSON = ".json";
    private static final String CSV = ".csv";
    private static final String PAGE = "?page=";

    private Paths() {}

    public static String incident(String id) {
        return INCIDENTS + id;
    }

    /** The badge of a component or group. */
    public static String badge(String componentId) {
        return BADGES + componentId + SVG;
    }

    /** The same item as JSON. */
    public static String json(String path) {
        return path + JSON;
    }

    /** The same item as a table. */
    public static String csv(String path) {
        return path + CSV;
    }

    /** The item that this is, or that this is a table of. */
    public static String withoutCsv(String path) {
        return path.endsWith(CSV) ? path.substring(0, path.length() - CSV.length()) : path;
    }

    /** The id of the incident whose page or JSON this is. */
    public static String incidentId(String path) {
        return path.substring(INCIDENTS.length(), path.length() - (path.endsWith(JSON) ? JSON.length() : 0));
    }

    /** The newest days of a component. */
    public static String uptime(String componentId) {
        return UPTIME + "/" + componentId;
    }

    /** The days of a component in a quarter of the calendar, named by its first month. */
    public static String uptime(String componentId, YearMonth quarter) {
        return uptime(componentId) + "/" + quarter;
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
