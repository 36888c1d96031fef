package foghorn.component;

import static foghorn.component.ComponentStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class PageStatusTest {
    @Example
    void everyPhraseFollowsFromTheWorstStatusAndHowManyShareIt() {
        assertThat(PageStatus.ofComponents(List.of())).isEqualTo(PageStatus.ALL_SYSTEMS_OPERATIONAL);
        assertThat(PageStatus.ofComponents(List.of(OPERATIONAL))).isEqualTo(PageStatus.ALL_SYSTEMS_OPERATIONAL);
        assertThat(PageStatus.ofComponents(List.of(MAJOR_OUTAGE, MAJOR_OUTAGE)))
                .isEqualTo(PageStatus.MAJOR_SYSTEM_OUTAGE);
        assertThat(PageStatus.ofComponents(List.of(MAJOR_OUTAGE, PARTIAL_OUTAGE)))
                .isEqualTo(PageStatus.PARTIAL_SYSTEM_OUTAGE);
        assertThat(PageStatus.ofComponents(List.of(PARTIAL_OUTAGE, PARTIAL_OUTAGE)))
                .isEqualTo(PageStatus.PARTIAL_SYSTEM_OUTAGE);
        assertThat(PageStatus.ofComponents(List.of(PARTIAL_OUTAGE, OPERATIONAL)))
                .isEqualTo(PageStatus.MINOR_SERVICE_OUTAGE);
        assertThat(PageStatus.ofComponents(List.of(DEGRADED_PERFORMANCE, DEGRADED_PERFORMANCE)))
                .isEqualTo(PageStatus.DEGRADED_SYSTEM_SERVICE);
        assertThat(PageStatus.ofComponents(List.of(DEGRADED_PERFORMANCE, UNDER_MAINTENANCE)))
                .isEqualTo(PageStatus.PARTIALLY_DEGRADED_SERVICE);
        assertThat(PageStatus.ofComponents(List.of(UNDER_MAINTENANCE, UNDER_MAINTENANCE)))
                .isEqualTo(PageStatus.SERVICE_UNDER_MAINTENANCE);
    }

    @Example
    void aSingleTroubledComponentGivesWhatCapturedPagesShow() {
        assertThat(PageStatus.ofComponents(among(6, DEGRADED_PERFORMANCE)))
                .isEqualTo(PageStatus.PARTIALLY_DEGRADED_SERVICE);
        assertThat(PageStatus.ofComponents(among(9, UNDER_MAINTENANCE)))
                .isEqualTo(PageStatus.SERVICE_UNDER_MAINTENANCE);
        assertThat(PageStatus.ofComponents(among(544, MAJOR_OUTAGE))).isEqualTo(PageStatus.PARTIAL_SYSTEM_OUTAGE);
    }

    @Example
    void eachPhraseHasTheIndicatorOfTheContract() {
        assertThat(List.of(PageStatus.values()))
                .extracting(status ->
                        status.description() + " / " + status.indicator().wire())
                .containsExactlyInAnyOrder(
                        "All Systems Operational / none",
                        "Major System Outage / critical",
                        "Partial System Outage / major",
                        "Minor Service Outage / minor",
                        "Degraded System Service / minor",
                        "Partially Degraded Service / minor",
                        "Service Under Maintenance / maintenance");
    }

    @Property
    void theOrderOfComponentsDoesNotMatter(@ForAll List<ComponentStatus> statuses) {
        var reversed = new ArrayList<>(statuses);
        Collections.reverse(reversed);
        assertThat(PageStatus.ofComponents(reversed)).isEqualTo(PageStatus.ofComponents(statuses));
    }

    @Property
    void theIndicatorIsNoneExactlyWhenAllAreOperational(@ForAll List<ComponentStatus> statuses) {
        boolean none = PageStatus.ofComponents(statuses).indicator() == PageIndicator.NONE;
        assertThat(none).isEqualTo(statuses.stream().allMatch(OPERATIONAL::equals));
    }

    @Property
    void onlyCompleteFailureIsCritical(@ForAll @NotEmpty List<ComponentStatus> statuses) {
        boolean critical = PageStatus.ofComponents(statuses).indicator() == PageIndicator.CRITICAL;
        assertThat(critical).isEqualTo(statuses.stream().allMatch(MAJOR_OUTAGE::equals));
    }

    @Property
    void aComponentThatGetsWorseNeverMakesThePageBetter(
            @ForAll @NotEmpty List<ComponentStatus> statuses, @ForAll int which, @ForAll ComponentStatus then) {
        int index = Math.floorMod(which, statuses.size());
        var changed = new ArrayList<>(statuses);
        changed.set(index, ComponentStatus.worstOf(List.of(statuses.get(index), then)));
        assertThat(PageStatus.ofComponents(changed).indicator())
                .isGreaterThanOrEqualTo(PageStatus.ofComponents(statuses).indicator());
    }

    @Property
    void aStatusIsReadBackFromItsWireName(@ForAll ComponentStatus status) {
        assertThat(ComponentStatus.parse(status.wire())).contains(status);
        assertThat(ComponentStatus.parse(status.name())).isEmpty();
    }

    private static List<ComponentStatus> among(int count, ComponentStatus one) {
        var statuses = new ArrayList<>(Collections.nCopies(count, OPERATIONAL));
        statuses.set(count / 2, one);
        return statuses;
    }
}
