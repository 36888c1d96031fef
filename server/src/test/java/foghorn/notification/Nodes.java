package foghorn.notification;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A town of its own in a test's database and the nodes that tell it, with one channel for people and one for programs. */
final class Nodes {
    final Town town;
    final Postbox postbox = new Postbox();
    final Postbox hooks = Postbox.ofWebhooks();
    private final TestDatabase test;
    private final List<NotificationRoom> started = new ArrayList<>();

    Nodes(TestDatabase test) {
        this.test = test;
        this.town = new Town(test);
    }

    NotificationRoom start() {
        return start(town.node(List.of(postbox, hooks), town.database, "node-" + Ids.next()));
    }

    NotificationRoom start(NotificationRoom node) {
        node.start();
        started.add(node);
        return node;
    }

    /** Stops every node and leaves nothing for the nodes of the next test to find. */
    void stop() throws InterruptedException {
        for (var node : started) {
            node.stop(Duration.ofSeconds(5));
        }
        town.leave(test);
    }

    /** So many addresses. */
    static String[] people(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "@a.example").toArray(String[]::new);
    }
}
