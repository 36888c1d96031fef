package foghorn.kit.db;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, which come as one archive on the class path and are unpacked once. */
final class PostgresBinaries {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks the archive below {@code parent}, unless that was done before. The folder is named by the archive's checksum and appears
     * whole or not at all, so several processes may do this at once.
     */
    static PostgresBinaries unpackedBelow(Path parent) throws IOException {
        URL archive = PostgresBinaries.class.getClassLoader().getResource(ARCHIVE);
        if (archive == null) {
            throw new FileNotFoundException("PostgreSQL for this machine is not part of this build (" + ARCHIVE
                    + "); set FOGHORN_DATABASE_URL to use a PostgreSQL server of your own.");
        }
        Path folder = parent.resolve("binaries-" + checksum(archive));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(parent);
            Path unfinished = Files.createTempDirectory(parent, "unpacking-");
            try (var in = new XZInputStream(archive.openStream())) {
                new TarReader(in).unpackInto(unfinished);
            }
            makeReadable(unfinished);
            moveInPlace(unfinished, folder);
        }
        return new PostgresBinaries(folder);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The major version, for example {@code 18}. */
    int majorVersion() throws IOException {
        var process = new ProcessBuilder(program("postgres").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var matcher = Pattern.compile("\\(PostgreSQL\\) (\\d+)").matcher(text);
        if (!matcher.find()) {
            throw new IOException("PostgreSQL's programs cannot run on this machine: " + text.strip());
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static String checksum(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(Files.size(Path.of(URI.create(archive.toString()))));
    }

    private static void makeReadable(Path unfinished) throws IOException {
        try (var paths = Files.walk(unfinished)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setPosixFilePermissions(path, READABLE);
                }
            }
        }
    }

    private static void moveInPlace(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Folders.delete(unfinished);
        }
    }
}
