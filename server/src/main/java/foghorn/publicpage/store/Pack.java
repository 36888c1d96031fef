package foghorn.publicpage.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The published set of one page on disk: a file to which batches are appended, each forced to disk before it is shown. When most of the
 * file is of no more use, what is still needed moves to the file of the next generation.
 */
final class Pack {
    /** Bytes of no more use that a file may always have. */
    private static final long SLACK = 256 * 1024;

    private final Path folder;
    private final String name;
    private long generation;
    private long end;
    private volatile @Nullable Publication current;

    private Pack(Path folder, String name, long generation) {
        this.folder = folder;
        this.name = name;
        this.generation = generation;
    }

    static Pack create(Path folder, String name) {
        return new Pack(folder, name, 1);
    }

    /** Opens what an earlier run left; a torn tail is cut off. */
    static Pack open(Path folder, String name, long generation) throws IOException {
        var pack = new Pack(folder, name, generation);
        var found = PackReader.read(pack.file());
        if (found.isPresent()) {
            pack.current = found.get().publication();
            pack.end = found.get().end();
        }
        try (var channel = FileChannel.open(pack.file(), StandardOpenOption.WRITE)) {
            channel.truncate(pack.end);
        }
        return pack;
    }

    @Nullable
    Publication current() {
        return current;
    }

    private Path file() {
        return folder.resolve(name + "." + generation + PublishedStore.SUFFIX);
    }

    /** Adds and replaces items, takes others away, and shows the result once it is safe on disk. */
    synchronized void append(Heading heading, Map<String, Fresh> fresh, Collection<String> removed) throws IOException {
        var items = currentItems();
        items.keySet().removeAll(removed);
        var batch = new BatchWriter(items);
        fresh.forEach(batch::add);
        var file = file();
        boolean isNew = end == 0;
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long written = batch.writeTo(channel, end, heading, List.copyOf(removed));
            channel.force(false);
            end += written;
        }
        if (isNew) {
            force(folder);
        }
        items.putAll(batch.put());
        current = new Publication(heading, items, file);
        compactIfWorthwhile();
    }

    private HashMap<String, Item> currentItems() {
        var now = current;
        return now == null ? new HashMap<>() : new HashMap<>(now.items());
    }

    private void compactIfWorthwhile() throws IOException {
        var now = current;
        if (now == null) {
            return;
        }
        long live = 0;
        for (var item : now.items().values()) {
            live += item.identity().length()
                    + (item.gzip() == null ? 0 : item.gzip().length());
        }
        if (end - live > live + SLACK) {
            compact(now);
        }
    }

    private void compact(Publication now) throws IOException {
        var old = file();
        var temporary = folder.resolve(name + ".new");
        var moved = new HashMap<String, Item>();
        long total;
        try (var from = FileChannel.open(old, StandardOpenOption.READ);
                var to = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            total = rewrite(now, from, to, moved);
            to.force(false);
        }
        generation++;
        Files.move(temporary, file());
        force(folder);
        end = total;
        current = new Publication(now.heading(), moved, file());
        Files.deleteIfExists(old);
    }

    /** Offsets must stand in the index, which comes first: its length does not depend on their values. */
    private static long rewrite(Publication now, FileChannel from, FileChannel to, Map<String, Item> moved)
            throws IOException {
        int indexLength = new Batch(now.heading(), List.of(), now.items()).index().length;
        long start = Batch.HEAD + indexLength;
        long position = start;
        var crc = new CRC32C();
        for (var entry : now.items().entrySet()) {
            var item = entry.getValue();
            var identity = item.identity().at(position);
            position += copy(from, item.identity(), to, position, crc);
            var gzip = item.gzip() == null ? null : item.gzip().at(position);
            if (item.gzip() != null) {
                position += copy(from, item.gzip(), to, position, crc);
            }
            moved.put(entry.getKey(), new Item(item.type(), item.key(), identity, gzip));
        }
        var index = new Batch(now.heading(), List.of(), moved).index();
        var head = new Batch.Head(index.length, position - start, Batch.crcOf(index), (int) crc.getValue());
        BatchWriter.write(to, 0, head.bytes());
        BatchWriter.write(to, Batch.HEAD, ByteBuffer.wrap(index));
        return position;
    }

    private static int copy(FileChannel from, Packed packed, FileChannel to, long position, CRC32C crc)
            throws IOException {
        var bytes = read(from, packed);
        crc.update(bytes);
        BatchWriter.write(to, position, ByteBuffer.wrap(bytes));
        return bytes.length;
    }

    static byte[] read(FileChannel channel, Packed packed) throws IOException {
        var bytes = ByteBuffer.allocate(packed.length());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, packed.offset() + bytes.position()) < 0) {
                throw new IOException("published file is too short");
            }
        }
        return bytes.array();
    }

    synchronized void delete() throws IOException {
        current = null;
        end = 0;
        Files.deleteIfExists(file());
        force(folder);
    }

    /** Makes created, renamed and deleted files of a folder last. */
    static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
