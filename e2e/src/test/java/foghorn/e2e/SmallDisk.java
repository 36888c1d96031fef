package foghorn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system of its own size in memory, mounted on a folder; needs root. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    SmallDisk(Path folder, int megabytes) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=755", "foghorn-test", folder.toString());
    }

    /** Takes every byte that is left. */
    void fill() {
        try (var file = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int piece = 1 << 20; piece > 0; piece /= 2) {
                fill(file, piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(FileChannel file, int piece) {
        try {
            while (true) {
                var bytes = ByteBuffer.allocate(piece);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
        } catch (IOException full) {
            // That was the last of this size.
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }
}
