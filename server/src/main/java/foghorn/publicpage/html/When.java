package foghorn.publicpage.html;

/** A moment: for programs in UTC, for people in the page's zone with its abbreviation. */
public record When(String iso, String text) {}
