package foghorn.incident;

import java.time.Instant;

/**
 * What an update once said.
 *
 * @param version counts the texts of the update from 1
 * @param displayAt when it was said to have been posted
 * @param writtenAt when this text was written
 */
public record UpdateVersion(int version, String body, Instant displayAt, Instant writtenAt) {}
