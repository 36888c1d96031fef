package foghorn.notification;

import foghorn.tenant.PageId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a sender, in a line for each page. Pages take turns, and none has more senders than three times those that are free: a
 * page all of whose endpoints hang leaves a quarter to the others, and so does each of these. What has no page stands in one line without
 * that bound. Not safe for several threads by itself.
 */
final class Lines<T> {
    private static final int TIMES_WHAT_IS_FREE = 3;

    private final Map<Optional<PageId>, Line<T>> lines = new HashMap<>();
    /** Those in which something waits, in the order of their turns. */
    private final Deque<Line<T>> turns = new ArrayDeque<>();

    private static final class Line<T> {
        private final boolean bounded;
        private final Queue<T> waiting = new ArrayDeque<>();
        private int sending;

        Line(boolean bounded) {
            this.bounded = bounded;
        }

        boolean mayHaveOneOf(int free) {
            return free > 0 && (!bounded || sending < TIMES_WHAT_IS_FREE * free);
        }
    }

    void add(Optional<PageId> page, T task) {
        var line = lines.computeIfAbsent(page, of -> new Line<>(of.isPresent()));
        if (line.waiting.isEmpty()) {
            turns.addLast(line);
        }
        line.waiting.add(task);
    }

    /** Gives one of the free senders to what is next; nothing if all pages for which something waits have their share. */
    @Nullable
    T poll(int free) {
        for (int untried = turns.size(); untried > 0; untried--) {
            var line = turns.removeFirst();
            T next = line.mayHaveOneOf(free) ? line.waiting.poll() : null;
            if (!line.waiting.isEmpty()) {
                turns.addLast(line);
            }
            if (next != null) {
                line.sending++;
                return next;
            }
        }
        return null;
    }

    /** A task of this page needs its sender no more. */
    void done(Optional<PageId> page) {
        var line = lines.get(page);
        if (line != null) {
            line.sending--;
            if (line.sending == 0 && line.waiting.isEmpty()) {
                lines.remove(page);
            }
        }
    }
}
