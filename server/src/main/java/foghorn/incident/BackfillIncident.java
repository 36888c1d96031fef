package foghorn.incident;

/**
 * A resolved incident of the past, entered afterwards. It affects no components and nobody is told.
 *
 * @param date a date ({@code 2026-05-04}, its begin in the page's zone) or a time with offset; not in the future
 */
public record BackfillIncident(String name, String body, String date, IncidentOptions options) {}
