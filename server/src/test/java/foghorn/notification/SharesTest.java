package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.id.Ids;
import foghorn.notification.DirectoryRepository.Place;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What one page may have while others may come. */
class SharesTest {
    private static final Place ONE = place();
    private static final Place TWO = place();
    private static final Place THREE = place();

    private static Place place() {
        return new Place(new OrganizationId(Ids.next()), new PageId(Ids.next()));
    }

    private static Optional<PageId> page(Place place) {
        return Optional.of(place.page());
    }

    private static void add(Lines<Place> lines, Place place, int count) {
        for (int i = 0; i < count; i++) {
            lines.add(page(place), place);
        }
    }

    /** Gives away what is free, as far as anybody may have it. */
    private static List<Place> given(Lines<Place> lines, int free) {
        var given = new ArrayList<Place>();
        for (var next = lines.poll(free); next != null; next = lines.poll(free - given.size())) {
            given.add(next);
        }
        return given;
    }

    @Test
    void aPageLeavesAQuarterOfTheSendersAndWhoComesNextDoesTheSame() {
        var lines = new Lines<Place>();
        add(lines, ONE, 30);
        assertThat(given(lines, 16)).hasSize(12).containsOnly(ONE);
        add(lines, TWO, 30);
        assertThat(given(lines, 4)).hasSize(3).containsOnly(TWO);
        add(lines, THREE, 1);
        assertThat(given(lines, 1)).containsExactly(THREE);

        lines.done(page(ONE));
        assertThat(given(lines, 1)).as("kept for whoever comes next").isEmpty();
        lines.done(page(ONE));
        assertThat(given(lines, 2)).as("whoever has less").containsExactly(TWO);
        for (int i = 0; i < 10; i++) {
            lines.done(page(ONE));
        }
        assertThat(given(lines, 11)).as("shares grow equal").hasSize(10).contains(ONE, TWO);
    }

    @Test
    void pagesTakeTurnsAtTheSenders() {
        var lines = new Lines<Place>();
        add(lines, ONE, 4);
        add(lines, TWO, 2);
        add(lines, THREE, 1);

        assertThat(given(lines, 100)).containsExactly(ONE, TWO, THREE, ONE, TWO, ONE, ONE);
    }

    @Test
    void whatHasNoPageTakesAllThatIsFree() {
        var lines = new Lines<Integer>();
        for (int i = 0; i < 30; i++) {
            lines.add(Optional.empty(), i);
        }
        for (int free = 16; free > 0; free--) {
            assertThat(lines.poll(free)).isEqualTo(16 - free);
        }
        assertThat(lines.poll(0)).isNull();
    }

    @Test
    void aPageThatHangsLeavesSendersToAnother() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new Senders(20, threads);
            var end = new CountDownLatch(1);
            for (int i = 0; i < 30; i++) {
                senders.send(Lane.UPDATE, page(ONE), () -> Await.open(end));
            }
            var sent = new CountDownLatch(1);
            senders.send(Lane.UPDATE, page(TWO), sent::countDown);

            Await.open(sent);
            end.countDown();
        }
    }

    private static Claim claim(Held held, Place place, int lane, int size) {
        var claim = new Claim(place, held.size(), lane, lane == Lane.DIRECT, size, 0);
        held.add(claim, size);
        return claim;
    }

    @Test
    void aPageClaimsNoMoreThanItLeavesToTheOthers() {
        var held = new Held(true);
        var one = ONE.page();
        var two = TWO.page();
        assertThat(held.room(Lane.UPDATE, one)).isEqualTo(650);

        var claim = claim(held, ONE, Lane.UPDATE, 650);
        assertThat(held.room(Lane.UPDATE, one)).isZero();
        assertThat(held.room(Lane.UPDATE, two)).isEqualTo(325);
        claim(held, TWO, Lane.UPDATE, 325);
        assertThat(held.room(Lane.UPDATE, THREE.page())).isEqualTo(163);

        for (int i = 0; i < 650; i++) {
            held.release(claim);
        }
        assertThat(held.room(Lane.UPDATE, one)).isEqualTo(488);
        assertThat(held.room(Lane.UPDATE, two)).isEqualTo(325);
    }

    @Test
    void aPageLeavesRoomForWhatOthersWaitFor() {
        var held = new Held(true);
        assertThat(held.room(Lane.DIRECT, ONE.page())).isEqualTo(25);

        claim(held, ONE, Lane.DIRECT, 25);
        assertThat(held.room(Lane.DIRECT, ONE.page())).isZero();
        assertThat(held.room(Lane.DIRECT, TWO.page())).isEqualTo(13);
        assertThat(held.room(Lane.UPDATE, ONE.page()))
                .as("only what is of the same lane counts")
                .isEqualTo(638);
        claim(held, TWO, Lane.DIRECT, 24);
        assertThat(held.room(Lane.DIRECT, THREE.page())).as("the last one").isOne();
    }

    @Test
    void whereAllHaveOneHostAPageMayHaveAllTheRoom() {
        var held = new Held(false);

        assertThat(held.room(Lane.UPDATE, ONE.page()))
                .isEqualTo(held.room(Lane.UPDATE))
                .isEqualTo(600);
        claim(held, ONE, Lane.UPDATE, 350);
        assertThat(held.room(Lane.UPDATE, ONE.page())).isEqualTo(250);
    }
}
