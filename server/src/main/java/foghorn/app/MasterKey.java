package foghorn.app;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.DatabaseRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The file with the installation's key: 32 random bytes in base64, readable by its owner only. It is made once, before anything was
 * encrypted; the database remembers a check value, and a node whose key does not match it must not work.
 */
final class MasterKey {
    private static final int BYTES = 32;

    private final Path file;

    MasterKey(Path file) {
        this.file = file;
    }

    /** The key, if its file is there. */
    Optional<InstallationKey> read() throws StartException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length == BYTES) {
                return Optional.of(InstallationKey.of(bytes));
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for a wrong length.
        } catch (IOException e) {
            throw new StartException("The key file " + file + " cannot be read: " + e.getMessage(), e);
        }
        throw new StartException("The key file " + file + " does not hold 32 bytes in base64.");
    }

    /** The key that belongs to the database. Where neither knows one, it is made. */
    InstallationKey readOrMake(Jdbi database) throws StartException, DatabaseRefused {
        var there = read();
        if (there.isPresent()) {
            check(there.get(), database);
            return there.get();
        }
        if (storedCheckValue(database).isPresent()) {
            throw new DatabaseRefused("The installation's key is missing: " + file
                    + " is not there, but the database holds data that only"
                    + " this key opens. Bring the file back or set FOGHORN_MASTER_KEY_FILE.");
        }
        var made = make();
        check(made, database);
        return made;
    }

    /** Refuses a key that is not the database's; a database that knows none yet remembers this one. */
    void check(InstallationKey key, Jdbi database) throws DatabaseRefused {
        boolean matches = database.inTransaction(handle -> {
            var settings = new KeyCheckRepository(handle);
            settings.insertIfMissing(key.checkValue());
            return settings.find().orElse("").equals(key.checkValue());
        });
        if (!matches) {
            throw new DatabaseRefused(
                    "The installation's key in " + file + " is not the one this database was made with. Nothing was"
                            + " changed; bring the right key file back or set FOGHORN_MASTER_KEY_FILE.");
        }
    }

    private static Optional<String> storedCheckValue(Jdbi database) {
        return database.inTransaction(handle -> new KeyCheckRepository(handle).find());
    }

    /** The file is on disk before the database hears of the key: one without the other could never be read again. */
    private InstallationKey make() throws StartException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            Path unfinished = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "master",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, Base64.getEncoder().encodeToString(bytes) + "\n");
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            // A link, not a rename: it never replaces a key that somebody else made meanwhile.
            Files.createLink(file, unfinished);
            Files.delete(unfinished);
            return InstallationKey.of(bytes);
        } catch (FileAlreadyExistsException e) {
            throw new StartException("The key file " + file + " was made by another process just now; start again.", e);
        } catch (IOException e) {
            throw new StartException("The key file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
