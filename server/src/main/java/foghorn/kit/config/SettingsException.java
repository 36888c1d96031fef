package foghorn.kit.config;

import java.util.List;

/** Everything that is wrong with the settings, at once; each error begins with the setting's name and holds no secret. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> errors;

    SettingsException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    public List<String> errors() {
        return errors;
    }
}
