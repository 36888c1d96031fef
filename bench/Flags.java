import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sizes given on the command line as {@code --name=value}; a name that the scenario does not know is refused. */
final class Flags {
    private final Map<String, String> given = new HashMap<>();

    Flags(List<String> arguments, String... known) {
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            if (parts.length < 2 || !parts[0].startsWith("--") || !Arrays.asList(known).contains(parts[0].substring(2))) {
                throw new IllegalArgumentException("not understood: " + argument + "; known are --" + String.join("=, --", known) + "=");
            }
            given.put(parts[0].substring(2), parts[1]);
        }
    }

    int number(String name, int otherwise) {
        return given.containsKey(name) ? Integer.parseInt(given.get(name).replace("_", "")) : otherwise;
    }

    String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }
}
