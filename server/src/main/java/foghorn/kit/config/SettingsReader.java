package foghorn.kit.config;

import foghorn.kit.http.Network;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads settings one by one and remembers what is wrong, so that all errors are told together. */
final class SettingsReader {
    private static final int ENVIRONMENT_ORDINAL = 300;

    private final SmallRyeConfig config;
    private final List<String> errors = new ArrayList<>();

    SettingsReader(Map<String, String> environment) {
        this.config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, ENVIRONMENT_ORDINAL))
                .build();
        Set<String> known =
                Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
        environment.keySet().stream()
                .filter(name -> name.startsWith(Setting.PREFIX) && !known.contains(name))
                .sorted()
                .forEach(name ->
                        errors.add(name + " is not a setting of Foghorn; see docs/operating/configuration.md."));
    }

    boolean isSet(Setting setting) {
        return text(setting).isPresent();
    }

    /** The value without blanks around it; an empty one counts as not set. */
    Optional<String> text(Setting setting) {
        return config.getOptionalValue(setting.variable(), String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /**
     * A value in its own form.
     *
     * @param parse throws IllegalArgumentException for a value that cannot be right
     * @param must what a right value looks like, for the error
     */
    <T> Optional<T> parsed(Setting setting, Function<String, T> parse, String must) {
        return text(setting).flatMap(value -> {
            try {
                return Optional.of(parse.apply(value));
            } catch (IllegalArgumentException e) {
                wrong(setting, must + (setting.isSecret() ? "" : ", not \"" + value + "\""));
                return Optional.empty();
            }
        });
    }

    /** What is not set is false. */
    boolean flag(Setting setting) {
        return parsed(setting, SettingsReader::flag, "must be true or false").orElse(false);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    /** Networks in CIDR form, separated by commas. */
    static List<Network> networks(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Network::parse)
                .toList();
    }

    void wrong(Setting setting, String what) {
        errors.add(setting.variable() + " " + what + ".");
    }

    void refuseErrors() throws SettingsException {
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
    }
}
