import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How fast, how evenly and at what cost subscribers are told. Usage: {@code bin/bench fanout <scenario> [--name=value …]}; without a
 * scenario all of them run, one after another. Each scenario names its sizes. Everything stays on 127.0.0.0/8.
 */
final class Fanout {
    private interface Scenario {
        /** False if a bound was missed. */
        boolean run(Path home, List<String> arguments) throws Exception;
    }

    private record Named(String name, Scenario scenario) {}

    private static final List<Named> SCENARIOS = List.of(new Named("mail", FanoutMail::run),
            new Named("memory", FanoutMemory::run), new Named("cost", FanoutCost::run), new Named("urgent", FanoutUrgent::run),
            new Named("slow", FanoutSlow::run), new Named("webhooks", FanoutWebhooks::run));

    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]);
        var chosen = args.length > 1 && !args[1].startsWith("--") ? args[1] : "";
        var rest = Arrays.asList(args).subList(chosen.isEmpty() ? 1 : 2, args.length);
        var scenarios = SCENARIOS.stream().filter(one -> chosen.isEmpty() || one.name().equals(chosen)).toList();
        if (scenarios.isEmpty()) {
            System.err.println("Usage: bin/bench fanout [" + String.join(" | ", SCENARIOS.stream().map(Named::name).toList())
                    + "] [--name=value …]");
            System.exit(2);
        }
        boolean held = true;
        for (var one : scenarios) {
            System.out.println("== " + one.name());
            held &= one.scenario().run(home, rest);
        }
        System.exit(held ? 0 : 1);
    }

    /** Says whether a bound holds. */
    static boolean bound(String what, boolean holds) {
        System.out.println((holds ? "held:   " : "MISSED: ") + what);
        return holds;
    }
}
