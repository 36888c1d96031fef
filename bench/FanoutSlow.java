import java.nio.file.Path;
import java.util.List;

/**
 * A mail server that takes 50 messages a second and answers 421 above that: how near the whole comes to the ideal time, and how many
 * attempts are refused on the way.
 */
final class FanoutSlow {
    private static final int RATE = 50;
    private static final double MOST_TIMES_IDEAL = 1.3;
    private static final double MOST_REFUSED = 0.05;

    private FanoutSlow() {}

    static boolean run(Path home, List<String> arguments) throws Exception {
        var flags = new Flags(arguments, "mails", "warmup", "runs", "jvm");
        int mails = flags.number("mails", 10_000);
        int warmup = flags.number("warmup", 50_000);
        int runs = flags.number("runs", 3);
        var times = new double[runs];
        var refused = new double[runs];
        try (var sink = new Sink(); var scene = new Scene(home, sink.port(), flags.text("jvm", ""))) {
            var page = scene.page("larkfield", mails, "crowd.example");
            var first = scene.page("warm", warmup, "warm.example");
            scene.data.settle();
            scene.tell(List.of(first), warmup, ProcessHandle.current().pid());
            sink.refuseAbove(RATE);
            for (int i = 0; i < runs; i++) {
                long accepted = sink.accepted.sum();
                long refusals = sink.refused.sum();
                var told = scene.tell(List.of(page), mails, ProcessHandle.current().pid());
                refusals = sink.refused.sum() - refusals;
                times[i] = told.seconds() / ((double) mails / RATE);
                refused[i] = (double) refusals / (refusals + sink.accepted.sum() - accepted);
                System.out.printf("%,d mails in %.1f s, %.2f times the ideal; %,d attempts refused (%.1f %%); CPU-seconds per 1,000: %s%n",
                        mails, told.seconds(), times[i], refusals, refused[i] * 100, told.cpu().perThousand(mails));
            }
        }
        return Fanout.bound("%.2f times the ideal, at most %.1f".formatted(Read.median(times), MOST_TIMES_IDEAL),
                        Read.median(times) <= MOST_TIMES_IDEAL)
                & Fanout.bound("%.1f %% refused, at most %.0f %%".formatted(Read.median(refused) * 100, MOST_REFUSED * 100),
                        Read.median(refused) <= MOST_REFUSED);
    }
}
