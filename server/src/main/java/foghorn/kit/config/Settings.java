package foghorn.kit.config;

import java.util.Map;
import java.util.Optional;

/**
 * All settings, read once at start and valid as a whole.
 *
 * @param environment a mark shown in the console, for example {@code staging}
 */
public record Settings(
        DataSettings data,
        HttpSettings http,
        DatabaseSettings database,
        MailSettings mail,
        OutgoingSettings outgoing,
        LedgerSettings ledger,
        ApiSettings api,
        Optional<String> environment) {
    private static final int MAX_ENVIRONMENT = 40;

    /** Reads the process's environment; whatever is wrong with it is told at once. */
    public static Settings read(Map<String, String> environment) throws SettingsException {
        var reader = new SettingsReader(environment);
        var data = DataSettings.read(reader);
        var http = HttpSettings.read(reader);
        var database = DatabaseSettings.read(reader);
        var mail = MailSettings.read(reader);
        var outgoing = OutgoingSettings.read(reader);
        var ledger = LedgerSettings.read(reader);
        var api = ApiSettings.read(reader);
        var mark = reader.parsed(
                Setting.ENVIRONMENT, Settings::mark, "must have at most " + MAX_ENVIRONMENT + " characters");
        reader.refuseErrors();
        return new Settings(data, http, database, mail, outgoing, ledger, api, mark);
    }

    private static String mark(String text) {
        if (text.length() > MAX_ENVIRONMENT) {
            throw new IllegalArgumentException("too long");
        }
        return text;
    }
}
