package foghorn.publicpage.html;

import java.util.List;

/**
 * A day of the last two weeks with what began on it; or, without rows, one or several days in a row on which nothing did.
 *
 * @param name for example {@code 4 May 2026} or {@code 5–9 May 2026}
 */
public record DayView(String name, List<PastRow> rows) {}
