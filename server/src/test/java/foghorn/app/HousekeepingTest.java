package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is over is cleared away by a right clock only, and one step that fails keeps no other from it. */
class HousekeepingTest {
    private final AtomicInteger sweeps = new AtomicInteger();

    @Test
    void nothingIsClearedAwayBeforeTheClockIsKnownToBeRight() {
        var right = new AtomicBoolean();
        var looks = new AtomicInteger();
        BooleanSupplier clock = () -> {
            looks.incrementAndGet();
            return right.get();
        };
        try (var housekeeping = new Housekeeping(clock, List.of(this::sweep))) {
            housekeeping.start();
            Await.until("the clock was looked at again", () -> looks.get() >= 2);
            assertThat(sweeps).hasValue(0);
            right.set(true);
            Await.until("it is right now", () -> sweeps.get() == 1);
        }
    }

    @Test
    void aStepThatFailsKeepsNoOtherBack() {
        Runnable failing = () -> {
            throw new IllegalStateException("on purpose");
        };
        try (var housekeeping = new Housekeeping(() -> true, List.of(failing, this::sweep))) {
            housekeeping.start();
            Await.until("the second step ran", () -> sweeps.get() == 1);
        }
    }

    private void sweep() {
        sweeps.incrementAndGet();
    }
}
