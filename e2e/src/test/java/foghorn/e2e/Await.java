package foghorn.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, never for times. */
final class Await {
    private Await() {}

    static void until(String what, Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + most + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    static <T> T value(String what, Duration most, Supplier<Optional<T>> supplier) {
        var found = new Object() {
            Optional<T> value = Optional.empty();
        };
        until(what, most, () -> (found.value = supplier.get()).isPresent());
        return found.value.orElseThrow();
    }
}
