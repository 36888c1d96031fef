package foghorn.publicpage.json;

/** The page's status as a whole. */
record StatusJson(String indicator, String description) {}
