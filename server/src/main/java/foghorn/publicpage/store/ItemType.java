package foghorn.publicpage.store;

/** What a published item is to a browser; the stored code never changes its meaning. */
public enum ItemType {
    HTML('h', "text/html; charset=utf-8"),
    JSON('j', "application/json; charset=utf-8"),
    ATOM('a', "application/atom+xml; charset=utf-8"),
    RSS('r', "application/rss+xml; charset=utf-8"),
    JSON_FEED('n', "application/feed+json; charset=utf-8"),
    CALENDAR('k', "text/calendar; charset=utf-8"),
    CSV('t', "text/csv; charset=utf-8"),
    /** A page that other sites may show in a frame. */
    FRAME('f', "text/html; charset=utf-8"),
    /** A script at an address that stays, for other sites. */
    EMBED('e', "text/javascript; charset=utf-8"),
    BADGE('v', "image/svg+xml; charset=utf-8"),
    STYLE('c', "text/css; charset=utf-8"),
    SCRIPT('s', "text/javascript; charset=utf-8");

    private final char code;
    private final String contentType;

    ItemType(char code, String contentType) {
        this.code = code;
        this.contentType = contentType;
    }

    char code() {
        return code;
    }

    public String contentType() {
        return contentType;
    }

    /** Whether the item's address changes with its content, so that it may be kept for ever. */
    public boolean isImmutable() {
        return this == STYLE || this == SCRIPT;
    }

    static ItemType ofCode(char code) {
        for (var type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown type of published item: " + code);
    }
}
