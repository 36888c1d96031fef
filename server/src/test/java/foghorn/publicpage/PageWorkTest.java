package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PageWorkTest {
    private final PageWork work = new PageWork();
    private final ArrayList<String> shown = new ArrayList<>();

    @Test
    void requestsDuringABuildAreMetByOneMore() {
        assertThat(work.request(1)).isTrue();
        var first = work.begin();
        assertThat(work.request(2)).isFalse();
        assertThat(work.request(3)).isFalse();

        assertThat(work.end(first, 1)).isTrue();
        assertThat(work.end(work.begin(), 3)).isFalse();
        assertThat(work.isIdle()).isTrue();
    }

    @Test
    void aBuildThatSawTheLaterChangeIsNotRepeated() {
        assertThat(work.request(1)).isTrue();
        var build = work.begin();
        assertThat(work.request(2)).isFalse();

        assertThat(work.end(build, 2)).isFalse();
    }

    @Test
    void aBuildThatBeganBeforeAWithdrawalShowsNothing() {
        assertThat(work.request(1)).isTrue();
        var build = work.begin();
        work.withdraw(() -> shown.add("withdrawn"));
        work.withdrawn();

        assertThat(work.install(build, () -> shown.add("built"))).isFalse();
        assertThat(work.end(build, 1)).isTrue();
        assertThat(shown).containsExactly("withdrawn");
    }

    @Test
    void nothingIsBuiltBetweenWithdrawalAndCommit() {
        work.withdraw(() -> shown.add("withdrawn"));
        assertThat(work.request(5)).isFalse();

        work.withdrawn();
        assertThat(work.request(6)).isTrue();
        assertThat(work.install(work.begin(), () -> shown.add("built"))).isTrue();
    }

    @Test
    void aPageWhoseNumberFellIsStillBuilt() {
        assertThat(work.request(100)).isTrue();
        assertThat(work.end(work.begin(), 100)).isFalse();

        assertThat(work.request(40)).isTrue();
        assertThat(work.end(work.begin(), 40)).isFalse();
    }

    @Test
    void aChangeWaitsUntilItIsShownHoweverLongThatTakes() {
        work.watch(5, 1_000);
        assertThat(work.request(5)).isTrue();
        var failed = work.begin();
        assertThat(work.end(failed, 0)).isFalse();
        assertThat(work.waitingSince()).hasValue(1_000);

        work.watch(6, 1_700);
        assertThat(work.request(6)).isTrue();
        var build = work.begin();
        work.watch(7, 1_800);
        assertThat(work.shown(build, 6, 3_000)).containsExactly(2_000L, 1_300L);
        assertThat(work.waitingSince()).hasValue(1_800);

        assertThat(work.shown(build, 7, 4_000)).as("it read the later one, too").containsExactly(2_200L);
        assertThat(work.waitingSince()).isEmpty();
    }

    @Test
    void ofAPageWhoseNumberFellNothingWaitsForEver() {
        work.watch(100, 1_000);
        assertThat(work.shown(work.begin(), 40, 2_000)).containsExactly(1_000L);
        assertThat(work.waitingSince()).isEmpty();
    }
}
