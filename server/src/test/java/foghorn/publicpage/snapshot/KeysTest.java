package foghorn.publicpage.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void whatIsTheSameHasTheSameKey() {
        assertThat(Keys.of("Pier 1", 7L, NOON, List.of("a", NOON)))
                .isEqualTo(Keys.of("Pier 1", 7L, NOON, List.of("a", NOON)));
    }

    @Test
    void everyDifferenceMakesAnother() {
        var keys = List.of(
                Keys.of("ab", "c"),
                Keys.of("a", "bc"),
                Keys.of("abc"),
                Keys.of("c", "ab"),
                Keys.of("ab", "c", ""),
                Keys.of(List.of("ab", "c")),
                Keys.of(List.of("ab"), "c"),
                Keys.of(List.of("ab"), List.of("c")),
                Keys.of(List.of(), "ab", "c"),
                Keys.of(1L, 2L),
                Keys.of(2L, 1L),
                Keys.of(NOON),
                Keys.of(NOON.plusNanos(1)),
                Keys.of(NOON.plusSeconds(1)));

        assertThat(keys).doesNotHaveDuplicates();
    }

    /** What thousands of incidents differ in is a letter or two. */
    @Test
    void keysOfWhatIsNearlyAlikeAreFarApart() {
        var keys = new HashSet<Long>();
        var highHalves = new HashSet<Integer>();
        for (int i = 0; i < 100_000; i++) {
            long key = Keys.of("No boats from pier " + i, i % 7, NOON.plusSeconds(i / 10), List.of((long) i, "open"));
            keys.add(key);
            highHalves.add((int) (key >>> Integer.SIZE));
        }

        assertThat(keys).hasSize(100_000);
        // Of 100,000 random numbers of 32 bits one or two are alike.
        assertThat(highHalves).hasSizeGreaterThan(99_980);
    }
}
