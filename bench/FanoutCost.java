import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** CPU of server and PostgreSQL for one message, when 20 pages tell 10,000 each at the same time and when one page tells a million. */
final class FanoutCost {
    private static final int PAGES = 20;
    private static final double MOST_APART = 0.15;

    private FanoutCost() {}

    static boolean run(Path home, List<String> arguments) throws Exception {
        var flags = new Flags(arguments, "each", "one", "warmup", "runs", "jvm");
        int each = flags.number("each", 10_000);
        int one = flags.number("one", 1_000_000);
        int warmup = flags.number("warmup", 50_000);
        int runs = flags.number("runs", 3);
        var spread = new double[runs];
        var whole = new double[runs];
        try (var postfix = new Postfix(); var scene = new Scene(home, postfix.port, flags.text("jvm", ""))) {
            var big = scene.page("larkfield", one, "crowd.example");
            var first = scene.page("warm", warmup, "warm.example");
            var pages = new ArrayList<String>();
            for (int i = 0; i < PAGES; i++) {
                pages.add(scene.page("page" + i, each, "crowd.example"));
            }
            scene.data.settle();
            scene.tell(List.of(first), warmup, postfix.pid());
            for (int i = 0; i < runs; i++) {
                spread[i] = costs(PAGES + " pages", scene.tell(pages, each, postfix.pid()));
                whole[i] = costs("one page", scene.tell(List.of(big), one, postfix.pid()));
            }
            System.out.printf("the ledger takes %.0f bytes per delivery on disk, indexes included%n", scene.bytesPerDelivery());
        }
        double many = Read.median(spread);
        double single = Read.median(whole);
        double apart = Math.abs(many - single) / Math.min(many, single);
        return Fanout.bound("%.3f and %.3f CPU-seconds per 1,000: %.1f %% apart, at most %.0f %%".formatted(many, single, apart * 100,
                MOST_APART * 100), apart <= MOST_APART);
    }

    private static double costs(String what, Scene.Told told) {
        System.out.printf("%s: %,d messages, %,.0f/s; CPU-seconds per 1,000: %s%n", what, told.messages(), told.perSecond(),
                told.cpu().perThousand(told.messages()));
        return (told.cpu().server() + told.cpu().database()) * 1000 / told.messages();
    }
}
