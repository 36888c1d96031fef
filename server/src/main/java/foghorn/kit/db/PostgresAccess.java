package foghorn.kit.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * How to reach the embedded database of a folder: its port and the passwords of its roles, made once and kept in a file that only the
 * server's own user can read.
 */
record PostgresAccess(int port, String superuserPassword, String ownerPassword, String appPassword) {
    private static final String FILE = "access.properties";

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static PostgresAccess readOrMake(Path folder) throws IOException {
        if (!exists(folder)) {
            new PostgresAccess(0, password(), password(), password()).write(folder);
        }
        return read(folder);
    }

    static PostgresAccess read(Path folder) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return new PostgresAccess(
                Integer.parseInt(properties.getProperty("port")),
                properties.getProperty("superuser_password"),
                properties.getProperty("owner_password"),
                properties.getProperty("app_password"));
    }

    PostgresAccess withPort(int newPort) {
        return new PostgresAccess(newPort, superuserPassword, ownerPassword, appPassword);
    }

    DatabaseAccess owner(String database) {
        return new DatabaseAccess(url(database), DatabaseRoles.OWNER, ownerPassword);
    }

    DatabaseAccess app(String database) {
        return new DatabaseAccess(url(database) + "?prepareThreshold=5", DatabaseRoles.APP, appPassword);
    }

    /** For making roles and databases; the product itself never works as this role. */
    DatabaseAccess superuser(String database) {
        return new DatabaseAccess(url(database), "postgres", superuserPassword);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    void write(Path folder) throws IOException {
        Path unfinished = Files.createTempFile(
                folder,
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, """
                port=%d
                superuser_password=%s
                owner_password=%s
                app_password=%s
                """.formatted(port, superuserPassword, ownerPassword, appPassword));
        Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String password() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "port " + port;
    }
}
