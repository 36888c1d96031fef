package foghorn.kit.config;

import foghorn.kit.db.DatabaseAccess;
import java.util.List;
import java.util.Optional;

/** Which PostgreSQL is used. */
public sealed interface DatabaseSettings {
    /** The one that Foghorn brings and runs itself. */
    record Embedded() implements DatabaseSettings {}

    /**
     * A server of the operator's own.
     *
     * @param app the role of run time, possibly through a pooler
     * @param owner the role that migrates, over the direct way; empty when migrations are run elsewhere
     * @param direct the role of run time past the pooler, for LISTEN; the same as {@code app} where no direct address was given
     */
    record External(DatabaseAccess app, Optional<DatabaseAccess> owner, DatabaseAccess direct)
            implements DatabaseSettings {}

    static DatabaseSettings read(SettingsReader reader) {
        var url = reader.parsed(
                Setting.DATABASE_URL,
                DatabaseSettings::jdbcUrl,
                "must have the form jdbc:postgresql://host:port/name, without user and password");
        var direct = reader.parsed(
                Setting.DATABASE_DIRECT_URL,
                DatabaseSettings::jdbcUrl,
                "must have the form jdbc:postgresql://host:port/name, without user and password");
        if (!reader.isSet(Setting.DATABASE_URL)) {
            for (Setting setting : List.of(
                    Setting.DATABASE_USER,
                    Setting.DATABASE_PASSWORD,
                    Setting.DATABASE_OWNER_USER,
                    Setting.DATABASE_OWNER_PASSWORD,
                    Setting.DATABASE_DIRECT_URL)) {
                if (reader.isSet(setting)) {
                    reader.wrong(setting, "means nothing without FOGHORN_DATABASE_URL");
                }
            }
            return new Embedded();
        }
        var user = reader.text(Setting.DATABASE_USER);
        if (user.isEmpty()) {
            reader.wrong(Setting.DATABASE_USER, "is needed with FOGHORN_DATABASE_URL");
        }
        var ownerUser = reader.text(Setting.DATABASE_OWNER_USER);
        if (ownerUser.isEmpty() && reader.isSet(Setting.DATABASE_OWNER_PASSWORD)) {
            reader.wrong(Setting.DATABASE_OWNER_USER, "is needed with FOGHORN_DATABASE_OWNER_PASSWORD");
        }
        var address = url.orElse("");
        var directAddress = direct.orElse(address);
        var password = reader.text(Setting.DATABASE_PASSWORD).orElse("");
        var ownerPassword = reader.text(Setting.DATABASE_OWNER_PASSWORD).orElse("");
        return new External(
                new DatabaseAccess(address, user.orElse(""), password),
                ownerUser.map(owner -> new DatabaseAccess(directAddress, owner, ownerPassword)),
                new DatabaseAccess(directAddress, user.orElse(""), password));
    }

    private static String jdbcUrl(String text) {
        if (!text.startsWith("jdbc:postgresql://")
                || text.indexOf('/', "jdbc:postgresql://".length()) < 0
                || text.contains("password=")
                || text.contains("user=")
                || text.contains("@")) {
            throw new IllegalArgumentException("not an address of PostgreSQL");
        }
        return text;
    }
}
