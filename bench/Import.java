import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long {@code bin/foghorn import subscribers} takes for tables of 10,000, 100,000 and 1,000,000 rows, and the most memory that its Java
 * process has resident, looking only ({@code --dry-run}) and importing. Every tenth row is one that was there before, and every hundredth is
 * wrong. Usage: {@code bin/bench import [--sizes=10000,100000,1000000] [--runs=1]}.
 */
final class Import {
    /** For 100,000 rows; other sizes in proportion, and no less than a start takes. */
    private static final double MOST_SECONDS = 60;

    private static final double LEAST_BOUND = 15;
    private static final double MOST_GROWTH = 50;

    private Import() {}

    /** Megabytes. */
    private record Measured(double seconds, double resident) {}

    public static void main(String[] args) throws Exception {
        var flags = new Flags(List.of(args).subList(1, args.length), "sizes", "runs");
        var sizes = Arrays.stream(flags.text("sizes", "10000,100000,1000000").split(",")).mapToInt(Integer::parseInt).toArray();
        int runs = flags.number("runs", 1);
        boolean held = true;
        for (boolean dry : new boolean[] {true, false}) {
            var resident = new ArrayList<Double>();
            for (int size : sizes) {
                held &= measure(Path.of(args[0]), size, dry, runs, resident);
            }
            double growth = resident.stream().mapToDouble(one -> one - resident.getFirst()).max().orElse(0);
            held &= Fanout.bound("%s: peak resident grows by %.1f MB, at most %.0f MB".formatted(
                    dry ? "with --dry-run" : "importing", growth, MOST_GROWTH), growth <= MOST_GROWTH);
        }
        if (!held) {
            System.exit(1);
        }
    }

    /** Each run on a page of its own in an installation of its own, whose server runs. */
    private static boolean measure(Path home, int size, boolean dry, int runs, List<Double> resident) throws Exception {
        var seconds = new double[runs];
        var peaks = new double[runs];
        for (int i = 0; i < runs; i++) {
            try (var product = new Product(home, List.of())) {
                var folder = Files.createTempDirectory("foghorn-import");
                try {
                    var measured = run(product, table(folder.resolve("table.csv"), size), size, dry);
                    seconds[i] = measured.seconds();
                    peaks[i] = measured.resident();
                } finally {
                    Product.delete(folder);
                }
            }
        }
        double time = Read.median(seconds);
        resident.add(Read.median(peaks));
        double bound = Math.max(LEAST_BOUND, MOST_SECONDS * size / 100_000);
        return Fanout.bound("%,9d rows%s: %.1f s, at most %.0f; peak resident %.1f MB".formatted(
                size, dry ? " with --dry-run" : "", time, bound, resident.getLast()), time <= bound);
    }

    private static Path table(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("type,email\n");
            for (int i = 0; i < rows; i++) {
                out.write(i % 100 == 99 ? "email,nobody\n" : "email,reader-" + (i % 10 == 9 ? i - 1 : i) + "@crowd.example\n");
            }
        }
        return file;
    }

    private static Measured run(Product product, Path table, int size, boolean dry) throws Exception {
        var arguments = new ArrayList<>(List.of("import", "subscribers", "--page", product.pageId, "--confirmed"));
        if (dry) {
            arguments.add("--dry-run");
        }
        arguments.add(table.toString());
        var out = table.resolveSibling("out");
        long begin = System.nanoTime();
        var process = product.command(arguments.toArray(String[]::new)).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile()).start();
        double peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peakResident(process.pid()));
            Thread.sleep(5);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        var said = Files.readString(out);
        if (process.exitValue() != 0 || !said.contains("Rows: " + size)) {
            throw new IllegalStateException("the import failed: " + said);
        }
        int wrong = size / 100;
        int twice = size / 10 - wrong;
        if (!said.contains(": " + (size - wrong - twice)) || !said.contains(": " + twice) || !said.contains(": " + wrong + ";")) {
            throw new IllegalStateException("not what the table holds: " + said);
        }
        return new Measured(seconds, peak);
    }

    /** Megabytes; 0 of a process that has just ended. */
    private static double peakResident(long pid) {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
        } catch (IOException e) {
            // it has ended
        }
        return 0;
    }
}
