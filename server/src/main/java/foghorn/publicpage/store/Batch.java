package foghorn.publicpage.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is appended to a pack file at once: a head of {@value #HEAD} bytes, the index of the change, and the bytes of its bodies. A batch
 * counts only if it is whole, which both checksums prove; each batch is on disk before the next is written.
 */
record Batch(Heading heading, List<String> removed, Map<String, Item> put) {
    static final int HEAD = 28;
    private static final int MAGIC = 0x46484e32;

    /** The fixed part in front: how long index and bodies are, and their checksums. */
    record Head(int indexLength, long bodiesLength, int indexCrc, int bodiesCrc) {
        static @Nullable Head read(ByteBuffer bytes) {
            if (bytes.remaining() < HEAD || bytes.getInt() != MAGIC) {
                return null;
            }
            var head = new Head(bytes.getInt(), bytes.getLong(), bytes.getInt(), bytes.getInt());
            int own = bytes.getInt();
            return own == head.crc() && head.indexLength >= 0 && head.bodiesLength >= 0 ? head : null;
        }

        long total() {
            return HEAD + indexLength + bodiesLength;
        }

        ByteBuffer bytes() {
            return ByteBuffer.allocate(HEAD)
                    .putInt(MAGIC)
                    .putInt(indexLength)
                    .putLong(bodiesLength)
                    .putInt(indexCrc)
                    .putInt(bodiesCrc)
                    .putInt(crc())
                    .flip();
        }

        private int crc() {
            return crcOf(ByteBuffer.allocate(20)
                    .putInt(indexLength)
                    .putLong(bodiesLength)
                    .putInt(indexCrc)
                    .putInt(bodiesCrc)
                    .array());
        }
    }

    static int crcOf(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    byte[] index() {
        try (var bytes = new ByteArrayOutputStream();
                var out = new DataOutputStream(bytes)) {
            out.writeUTF(heading.organization());
            out.writeUTF(heading.page());
            out.writeUTF(heading.name());
            out.writeLong(heading.pageSeq());
            out.writeLong(heading.presentation());
            out.writeLong(heading.until().toEpochMilli());
            out.writeBoolean(heading.shown());
            out.writeBoolean(heading.root());
            out.writeUTF(heading.subdomain());
            out.writeUTF(heading.domain().orElse(""));
            out.writeInt(removed.size());
            for (var path : removed) {
                out.writeUTF(path);
            }
            out.writeInt(put.size());
            for (var entry : put.entrySet()) {
                out.writeUTF(entry.getKey());
                writeItem(out, entry.getValue());
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Batch ofIndex(byte[] index) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(index))) {
            var heading = new Heading(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readLong(),
                    in.readLong(),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readUTF(),
                    Optional.of(in.readUTF()).filter(domain -> !domain.isEmpty()));
            var removed = new ArrayList<String>();
            for (int i = in.readInt(); i > 0; i--) {
                removed.add(in.readUTF());
            }
            var put = new LinkedHashMap<String, Item>();
            for (int i = in.readInt(); i > 0; i--) {
                put.put(in.readUTF(), readItem(in));
            }
            return new Batch(heading, removed, put);
        }
    }

    private static void writeItem(DataOutputStream out, Item item) throws IOException {
        out.writeChar(item.type().code());
        out.writeLong(item.key());
        writePacked(out, item.identity());
        var gzip = item.gzip();
        out.writeBoolean(gzip != null);
        if (gzip != null) {
            writePacked(out, gzip);
        }
    }

    private static Item readItem(DataInputStream in) throws IOException {
        return new Item(
                ItemType.ofCode(in.readChar()),
                in.readLong(),
                readPacked(in),
                in.readBoolean() ? readPacked(in) : null);
    }

    private static void writePacked(DataOutputStream out, Packed packed) throws IOException {
        out.writeLong(packed.offset());
        out.writeInt(packed.length());
        out.writeLong(packed.hashHigh());
        out.writeLong(packed.hashLow());
    }

    private static Packed readPacked(DataInputStream in) throws IOException {
        return new Packed(in.readLong(), in.readInt(), in.readLong(), in.readLong());
    }
}
