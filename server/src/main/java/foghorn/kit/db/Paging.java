package foghorn.kit.db;

/** Which part of an ordered list is asked for: at most {@code limit} rows after the first {@code offset}. */
public record Paging(int limit, long offset) {
    public Paging {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
        }
    }

    /** The given page of a list, counted from 1. */
    public static Paging ofPage(int page, int perPage) {
        return new Paging(perPage, (page - 1L) * perPage);
    }
}
