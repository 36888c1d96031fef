import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How soon a page with 10 subscribers hears while a page with a million is being told, with a mail server at full speed and one that takes
 * 500 a second. Three cases: a new incident while updates are sent; a new incident while another new incident is sent (the same lane); an
 * update while updates are sent (the same lane). The time runs from the request to the moment the mail server accepts.
 */
final class FanoutUrgent {
    private static final int SUBSCRIBERS = 10;
    private static final double MOST_SECONDS = 2;
    private static final int SLOW = 500;

    private enum Case {
        OPENED_BEHIND_UPDATES("a new incident while updates are sent", false, true),
        OPENED_BEHIND_OPENED("a new incident while a new incident is sent", true, true),
        UPDATED_BEHIND_UPDATES("an update while updates are sent", false, false);

        final String words;
        final boolean crowdHearsOpening;
        final boolean fewHearOpening;

        Case(String words, boolean crowdHearsOpening, boolean fewHearOpening) {
            this.words = words;
            this.crowdHearsOpening = crowdHearsOpening;
            this.fewHearOpening = fewHearOpening;
        }
    }

    private final Sink sink;
    private final Scene scene;
    private final String crowd;
    private final String few;
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicLong firstAt = new AtomicLong();
    private volatile long lastAt;

    private FanoutUrgent(Sink sink, Scene scene, String crowd, String few) {
        this.sink = sink;
        this.scene = scene;
        this.crowd = crowd;
        this.few = few;
    }

    static boolean run(Path home, List<String> arguments) throws Exception {
        var flags = new Flags(arguments, "backlog", "warmup", "incidents", "jvm");
        int backlog = flags.number("backlog", 1_000_000);
        int warmup = flags.number("warmup", 50_000);
        int incidents = flags.number("incidents", 100);
        try (var sink = new Sink(); var scene = new Scene(home, sink.port(), flags.text("jvm", ""))) {
            var crowd = scene.page("larkfield", backlog, "crowd.example");
            var first = scene.page("warm", warmup, "warm.example");
            var few = scene.page("few", SUBSCRIBERS, "few.example");
            scene.data.settle();
            scene.tell(List.of(first), warmup, ProcessHandle.current().pid());
            var self = new FanoutUrgent(sink, scene, crowd, few);
            sink.onAccepted(self::onAccepted);
            boolean held = true;
            for (int rate : new int[] {0, SLOW}) {
                sink.slowTo(rate);
                for (var one : Case.values()) {
                    held &= self.measure(one, rate, incidents);
                }
            }
            return held;
        }
    }

    private void onAccepted(String recipient) {
        if (recipient.endsWith("@few.example")) {
            long now = System.nanoTime();
            firstAt.compareAndSet(0, now);
            if (heard.incrementAndGet() >= SUBSCRIBERS) {
                lastAt = now;
            }
        }
    }

    private boolean measure(Case one, int rate, int incidents) throws Exception {
        var first = new double[incidents];
        var all = new double[incidents];
        String behind = null;
        for (int i = 0; i < incidents; i++) {
            behind = backlog(one, behind);
            var quiet = one.fewHearOpening ? null : scene.openQuietly(few);
            heard.set(0);
            firstAt.set(0);
            long start = System.nanoTime();
            var incident = quiet;
            if (quiet == null) {
                incident = scene.open(few, true);
            } else {
                scene.update(few, quiet);
            }
            while (heard.get() < SUBSCRIBERS) {
                if (System.nanoTime() - start > 120e9) {
                    throw new IllegalStateException("after two minutes only " + heard + " of " + SUBSCRIBERS + " have heard");
                }
                Thread.sleep(1);
            }
            first[i] = (firstAt.get() - start) / 1e9;
            all[i] = (lastAt - start) / 1e9;
            scene.resolveQuietly(few, incident);
        }
        endBacklog(behind);
        Arrays.sort(first);
        Arrays.sort(all);
        System.out.printf("%s, sink %s: first mail p50 %.2f s, p99 %.2f s, worst %.2f s; all %d heard: p50 %.2f s, worst %.2f s%n", one.words,
                rate == 0 ? "at full speed" : "limited to " + rate + "/s", first[incidents / 2], p99(first), first[incidents - 1],
                SUBSCRIBERS, all[incidents / 2], all[incidents - 1]);
        boolean held = Fanout.bound("p99 of the first mail at most %.0f s".formatted(MOST_SECONDS), p99(first) <= MOST_SECONDS);
        if (one != Case.OPENED_BEHIND_UPDATES) {
            held &= Fanout.bound("in the same lane all heard within %.0f s".formatted(MOST_SECONDS), p99(all) <= MOST_SECONDS);
        }
        return held;
    }

    /** The incident that the crowd is being told of; a new one when the one before has been told to all. */
    private String backlog(Case one, String before) throws Exception {
        if (before != null && scene.data.text("select exists (select from tranche where page_id = '" + crowd + "')").equals("t")) {
            return before;
        }
        if (before != null) {
            scene.resolveQuietly(crowd, before);
        }
        long accepted = sink.accepted.sum();
        var incident = scene.open(crowd, one.crowdHearsOpening);
        if (!one.crowdHearsOpening) {
            scene.update(crowd, incident);
        }
        while (sink.accepted.sum() < accepted + 1_000) {
            Thread.sleep(5);
        }
        return incident;
    }

    /** Deleting an incident cancels what is still to be sent of it. */
    private void endBacklog(String incident) throws Exception {
        scene.product.api(crowd, "DELETE", "/incidents/" + incident, "");
        while (scene.data.text("select exists (select from tranche where page_id = '%1$s' and state = 'waiting')"
                        .formatted(crowd)).equals("t")
                || scene.data.text("select exists (select from claim where page_id = '" + crowd + "')").equals("t")) {
            Thread.sleep(50);
        }
    }

    private static double p99(double[] sorted) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * 0.99) - 1)];
    }
}
