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
}
