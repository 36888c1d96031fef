package foghorn.incident.web;

import java.time.Instant;

/**
 * What somebody else published while the form was open.
 *
 * @param explanation what that means for the writer
 * @param title what it is: the other incident's name, or the status of the other update
 * @param body its text
 * @param href where it can be read in the console
 */
public record Conflict(String explanation, String title, String body, Instant at, String href) {}
