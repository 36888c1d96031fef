import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * What the server holds in memory with {@code -Xmx256m} when it tells 1,000, 100,000 and 1,000,000 subscribers: live heap after a full
 * collection in the middle and at the end of telling, whichever is more, and the most that was resident at any time. Each figure from a
 * server of its own, after the same warm-up.
 */
final class FanoutMemory {
    private static final double MOST_GROWTH = 50;
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private FanoutMemory() {}

    static boolean run(Path home, List<String> arguments) throws Exception {
        var flags = new Flags(arguments, "sizes", "warmup", "runs");
        var sizes = Arrays.stream(flags.text("sizes", "1000,100000,1000000").split(",")).mapToInt(Integer::parseInt).toArray();
        int warmup = flags.number("warmup", 50_000);
        int runs = flags.number("runs", 3);
        var live = new ArrayList<Double>();
        var peak = new ArrayList<Double>();
        try (var postfix = new Postfix(); var scene = new Scene(home, postfix.port, "-Xmx256m")) {
            var first = scene.page("warm", warmup, "warm.example");
            for (int size : sizes) {
                var page = scene.page("size" + size, size, "crowd.example");
                scene.data.settle();
                var liveOf = new double[runs];
                var peakOf = new double[runs];
                for (int i = 0; i < runs; i++) {
                    scene.restart(postfix.port);
                    scene.tell(List.of(first), warmup, postfix.pid());
                    liveOf[i] = liveWhileTelling(scene, page, size, postfix);
                    peakOf[i] = peakResident(scene.product.process.pid());
                    System.out.printf("%,9d subscribers: live heap %.1f MB, peak resident %.1f MB%n", size, liveOf[i], peakOf[i]);
                }
                live.add(Read.median(liveOf));
                peak.add(Read.median(peakOf));
            }
            System.out.printf("the ledger takes %.0f bytes per delivery on disk, indexes included%n", scene.bytesPerDelivery());
        }
        return growth("live heap", live) & growth("peak resident", peak);
    }

    private static boolean growth(String what, List<Double> medians) {
        double most = medians.stream().mapToDouble(one -> one - medians.getFirst()).max().orElseThrow();
        return Fanout.bound("%s grows by %.1f MB, at most %.0f MB".formatted(what, most, MOST_GROWTH), most <= MOST_GROWTH);
    }

    private static double liveWhileTelling(Scene scene, String page, int size, Postfix postfix) throws Exception {
        long before = postfix.accepted();
        try (var threads = Executors.newSingleThreadExecutor()) {
            var middle = threads.submit((Callable<Double>) () -> {
                while (postfix.accepted() < before + size / 2) {
                    Thread.sleep(5);
                }
                return liveMegabytes(scene.product.process.pid());
            });
            scene.tell(List.of(page), size, postfix.pid());
            return Math.max(middle.get(), liveMegabytes(scene.product.process.pid()));
        }
    }

    /** Collected and counted at one stop of all threads; whatever is asked in two steps also counts what was allocated in between. */
    private static double liveMegabytes(long pid) throws Exception {
        var total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("the histogram has no total");
        }
        return Long.parseLong(total.group(1)) / (1024.0 * 1024);
    }

    private static String jcmd(long pid, String command) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + command + ": " + out);
        }
        return out;
    }

    private static double peakResident(long pid) throws Exception {
        for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IllegalStateException("no VmHWM of " + pid);
    }
}
