package foghorn.kit.db;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Unpacks a POSIX ustar archive (IEEE Std 1003.1, pax interchange format, 512-byte blocks) with files, folders and symbolic links whose
 * names fit into the header. That is what the archive of PostgreSQL's binaries holds; anything else is an error.
 */
final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];

    TarReader(InputStream in) {
        this.in = in;
    }

    void unpackInto(Path folder) throws IOException {
        while (readHeader()) {
            Path target = folder.resolve(text(0, 100)).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("archive entry leads out of its folder: " + target);
            }
            switch (header[156]) {
                case '5' -> Files.createDirectories(target);
                case '2' -> {
                    createParent(target);
                    Files.createSymbolicLink(target, Path.of(text(157, 100)));
                }
                case '0', 0 -> copyFile(target);
                default -> throw new IOException("archive entry of unknown kind: " + target);
            }
        }
    }

    private boolean readHeader() throws IOException {
        int read = in.readNBytes(header, 0, BLOCK);
        if (read != 0 && read != BLOCK) {
            throw new EOFException("archive ends within a header");
        }
        return read == BLOCK && header[0] != 0;
    }

    private void copyFile(Path target) throws IOException {
        createParent(target);
        long size = Long.parseLong(text(124, 12).strip(), 8);
        try (var out = Files.newOutputStream(target)) {
            var buffer = new byte[64 * 1024];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("archive ends within " + target);
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        boolean executable = (Integer.parseInt(text(100, 8).strip(), 8) & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void createParent(Path target) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
