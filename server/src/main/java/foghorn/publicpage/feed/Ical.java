package foghorn.publicpage.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An iCalendar stream being written: content lines folded after 75 octets (RFC 5545, 3.1), texts escaped (3.3.11). */
final class Ical {
    private static final int LINE = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder();

    void begin(String component) {
        line("BEGIN:" + component);
    }

    void end(String component) {
        line("END:" + component);
    }

    /** A property whose value is no text and needs no escape. */
    void plain(String name, String value) {
        line(name + ":" + printable(value).replace("\n", ""));
    }

    void text(String name, String value) {
        line(name + ":" + escaped(value));
    }

    void time(String name, Instant at) {
        line(name + ":" + UTC.format(at));
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String value) {
        return printable(value)
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** Line ends of every kind as one, and no other control character but the tab. */
    private static String printable(String value) {
        return value.replaceAll("\\R", "\n").replaceAll("[\\p{Cc}&&[^\\t\\n]]", "");
    }

    /** No character is cut in two; the blank before the rest of a line counts. */
    private void line(String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            int its = new String(Character.toChars(character)).getBytes(StandardCharsets.UTF_8).length;
            if (octets + its > LINE) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(character);
            octets += its;
            i += Character.charCount(character);
        }
        out.append("\r\n");
    }
}
