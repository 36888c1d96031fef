package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactSetTest {
    @Test
    void itKnowsWhatWasAddedAsAnyOtherSetDoes() {
        var random = new Random(7);
        var set = new CompactSet();
        var other = new HashSet<Long>();
        for (int i = 0; i < 200_000; i++) {
            long number = i % 3 == 0 ? random.nextLong() : random.nextLong(50_000) - 25_000;
            assertThat(set.add(number)).as("%d", number).isEqualTo(other.add(number));
        }
    }

    @Test
    void numbersThatDifferInTheirUpperHalfAloneAreToldApart() {
        var set = new CompactSet();
        for (long i = 0; i < 20_000; i++) {
            assertThat(set.add(i << 32)).isTrue();
        }
        for (long i = 0; i < 20_000; i++) {
            assertThat(set.add(i << 32)).isFalse();
        }
    }
}
