package foghorn.publicpage.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads what a pack file holds, up to the first batch that is not whole. Bodies are passed over, but for those of the last batch. */
final class PackReader {
    private static final int CHUNK = 64 * 1024;

    private final FileChannel channel;
    private final Path file;
    private final HashMap<String, Item> items = new HashMap<>();
    private @Nullable Heading heading;
    private long end;

    private PackReader(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /** What was found; whatever follows {@code end} in the file is a torn tail. */
    record Found(Publication publication, long end) {}

    static Optional<Found> read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new PackReader(channel, file).read();
        }
    }

    private Optional<Found> read() throws IOException {
        long size = channel.size();
        for (var head = headAt(end); head != null && head.total() <= size - end; head = headAt(end)) {
            var index = bytesAt(end + Batch.HEAD, head.indexLength());
            boolean last = headAt(end + head.total()) == null;
            if (Batch.crcOf(index) != head.indexCrc() || last && bodiesCrc(head) != head.bodiesCrc()) {
                break;
            }
            apply(Batch.ofIndex(index));
            end += head.total();
        }
        return Optional.ofNullable(heading).map(last -> new Found(new Publication(last, items, file), end));
    }

    private void apply(Batch batch) {
        heading = batch.heading();
        batch.removed().forEach(items::remove);
        items.putAll(batch.put());
    }

    private Batch.@Nullable Head headAt(long position) throws IOException {
        return Batch.Head.read(read(position, Batch.HEAD));
    }

    private byte[] bytesAt(long position, int length) throws IOException {
        var bytes = read(position, length);
        var array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }

    private int bodiesCrc(Batch.Head head) throws IOException {
        var crc = new CRC32C();
        long position = end + Batch.HEAD + head.indexLength();
        for (long left = head.bodiesLength(); left > 0; ) {
            var chunk = read(position, (int) Math.min(CHUNK, left));
            if (!chunk.hasRemaining()) {
                break;
            }
            position += chunk.remaining();
            left -= chunk.remaining();
            crc.update(chunk);
        }
        return (int) crc.getValue();
    }

    private ByteBuffer read(long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // A read may give less than asked for.
        }
        return bytes.flip();
    }
}
