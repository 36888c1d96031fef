import java.nio.file.Path;
import java.util.List;

/**
 * One update to 100,000 e-mail subscribers through postfix's {@code smtp-sink}, until the last delivery is recorded, against
 * {@code smtp-source}, which sends as many messages of the same mean size over ten kept connections and records nothing.
 */
final class FanoutMail {
    private static final double BOUND = 0.7;

    private FanoutMail() {}

    static boolean run(Path home, List<String> arguments) throws Exception {
        var flags = new Flags(arguments, "mails", "warmup", "runs", "jvm");
        int mails = flags.number("mails", 100_000);
        int warmup = flags.number("warmup", 50_000);
        int runs = flags.number("runs", 3);
        try (var counter = new Sink(); var postfix = new Postfix();
                var scene = new Scene(home, counter.port(), flags.text("jvm", ""))) {
            var page = scene.page("larkfield", mails, "crowd.example");
            var first = scene.page("warm", warmup, "warm.example");
            var few = scene.page("few", 10, "few.example");
            scene.data.settle();
            scene.tell(List.of(few), 10, ProcessHandle.current().pid());
            long size = counter.bytes.sum() / counter.accepted.sum();
            scene.restart(postfix.port);
            scene.tell(List.of(first), warmup, postfix.pid());
            System.out.printf("%,d mails of %,d bytes, %,d of warm-up, %d runs%n", mails, size, warmup, runs);
            var ours = new double[runs];
            var theirs = new double[runs];
            for (int i = 0; i < runs; i++) {
                var source = postfix.send(mails, size);
                theirs[i] = mails / source.seconds();
                System.out.printf("smtp-source %,8.0f/s; CPU-seconds per 1,000: source %.3f, sink %.3f%n", theirs[i],
                        source.sourceCpu() * 1000 / mails, source.sinkCpu() * 1000 / mails);
                long before = postfix.accepted();
                var told = scene.tell(List.of(page), mails, postfix.pid());
                ours[i] = told.perSecond();
                System.out.printf("Foghorn     %,8.0f/s; CPU-seconds per 1,000: %s; sink took %,d%n", ours[i],
                        told.cpu().perThousand(mails), postfix.accepted() - before);
            }
            double ratio = Read.median(ours) / Read.median(theirs);
            System.out.printf("median: smtp-source %,.0f/s, Foghorn %,.0f/s with the whole ledger%n", Read.median(theirs),
                    Read.median(ours));
            return Fanout.bound("ratio %.2f, at least %.1f (aim 1.0)".formatted(ratio, BOUND), ratio >= BOUND);
        }
    }
}
