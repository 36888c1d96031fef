package foghorn.notification;

import foghorn.notification.DirectoryRepository.Turn;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is: the urgent lanes go first, and within a lane those whose last turn is longest ago, else a page of many could be first
 * at each look. Who waits no more is forgotten.
 */
final class Turns {
    private final Map<Turn, Long> last = new HashMap<>();
    private long taken;

    List<Turn> inOrder(Collection<Turn> waiting) {
        last.keySet().retainAll(Set.copyOf(waiting));
        return waiting.stream()
                .sorted(Comparator.comparingInt(Turn::lane).thenComparingLong(turn -> last.getOrDefault(turn, 0L)))
                .toList();
    }

    void take(Turn turn) {
        last.put(turn, ++taken);
    }
}
