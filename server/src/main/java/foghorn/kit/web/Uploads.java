package foghorn.kit.web;

import foghorn.kit.id.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder in which files that people send lie until they are read. It is this process's alone, and what lies in it is nobody's to keep. */
public record Uploads(Path folder) {
    /** Makes the folder, readable by its owner only, unless it is there. */
    void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** A text as a file, as if it had been sent as one. */
    public Path put(String text) {
        try {
            make();
            return Files.writeString(folder.resolve(Ids.next()), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of a file that was sent. */
    public static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a file longer than its request, under another name in the same folder. */
    public static void keep(Path file, Path as) {
        try {
            Files.move(file, as);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file, unless somebody took it away. */
    public void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what an earlier process left behind. */
    public void clear() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var left = Files.list(folder)) {
            left.toList().forEach(this::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
