package foghorn.publicpage.json;

/** The page, first in every document. */
record PageJson(String id, String name, String url, String timeZone, String updatedAt) {}
