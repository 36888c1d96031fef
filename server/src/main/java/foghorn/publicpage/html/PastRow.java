package foghorn.publicpage.html;

/** A finished incident in the list below; {@code status} with {@code at} says when it ended. */
public record PastRow(String id, String name, Mark impact, String status, When at) {}
