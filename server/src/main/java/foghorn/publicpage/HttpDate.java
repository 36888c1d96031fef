package foghorn.publicpage;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The date header (RFC 9110, 6.6.1), written once a second. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Second present;

    /** One second of time; compared by identity. */
    static final class Second {
        private final long epochSecond;
        private final String text;

        private Second(long epochSecond) {
            this.epochSecond = epochSecond;
            this.text = FORMAT.format(Instant.ofEpochSecond(epochSecond));
        }

        String text() {
            return text;
        }
    }

    HttpDate(InstantSource clock) {
        this.clock = clock;
        this.present = new Second(clock.millis() / 1000);
    }

    Second now() {
        long second = clock.millis() / 1000;
        var known = present;
        if (known.epochSecond != second) {
            known = new Second(second);
            present = known;
        }
        return known;
    }
}
