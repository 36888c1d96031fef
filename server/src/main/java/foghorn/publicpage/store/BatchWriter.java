package foghorn.publicpage.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Collects a batch: bytes that the file holds already are not written again. */
final class BatchWriter {
    private final Map<String, Item> present;
    private final Map<String, Item> put = new LinkedHashMap<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private long length;

    BatchWriter(Map<String, Item> present) {
        this.present = present;
    }

    /** The items of this batch; their offsets are right once it is written. */
    Map<String, Item> put() {
        return put;
    }

    void add(String path, Fresh fresh) {
        var identity = Packed.of(fresh.bytes());
        var old = present.get(path);
        if (old != null && old.type() == fresh.type() && old.identity().hasContentOf(identity)) {
            put.put(path, new Item(fresh.type(), fresh.key(), old.identity(), old.gzip()));
            return;
        }
        var gzip = gzip(fresh.bytes());
        put.put(
                path,
                new Item(
                        fresh.type(),
                        fresh.key(),
                        append(identity, fresh.bytes()),
                        gzip == null ? null : append(Packed.of(gzip), gzip)));
    }

    /** Offsets count from the first body until the batch is written; new ones are told from old by being negative. */
    private Packed append(Packed packed, byte[] bytes) {
        bodies.add(bytes);
        var placed = packed.at(-1 - length);
        length += bytes.length;
        return placed;
    }

    private static byte @Nullable [] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.size() < bytes.length ? compressed.toByteArray() : null;
    }

    /** Writes the batch at this position of the file and returns how many bytes it has. */
    long writeTo(FileChannel channel, long position, Heading heading, List<String> removed) throws IOException {
        int indexLength = new Batch(heading, removed, put).index().length;
        long start = position + Batch.HEAD + indexLength;
        put.replaceAll((path, item) -> new Item(
                item.type(),
                item.key(),
                placed(item.identity(), start),
                item.gzip() == null ? null : placed(item.gzip(), start)));
        var index = new Batch(heading, removed, put).index();
        var crc = new CRC32C();
        bodies.forEach(crc::update);
        var head = new Batch.Head(index.length, length, Batch.crcOf(index), (int) crc.getValue());
        write(channel, position, head.bytes());
        write(channel, position + Batch.HEAD, ByteBuffer.wrap(index));
        long at = start;
        for (var body : bodies) {
            write(channel, at, ByteBuffer.wrap(body));
            at += body.length;
        }
        return head.total();
    }

    private static Packed placed(Packed packed, long start) {
        return packed.offset() < 0 ? packed.at(start - 1 - packed.offset()) : packed;
    }

    static void write(FileChannel channel, long position, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }
}
