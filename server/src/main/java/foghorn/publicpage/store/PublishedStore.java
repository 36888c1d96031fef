package foghorn.publicpage.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published sets of all pages, on disk: one file per page, named by its id. Opening it reads the indexes only. What it shows is on
 * disk already, so after a crash at any moment each page has a whole set, the last or the one before.
 */
public final class PublishedStore {
    static final String SUFFIX = ".pack";
    private static final Logger LOG = LoggerFactory.getLogger(PublishedStore.class);
    private static final Pattern FILE = Pattern.compile("([a-z0-9]+)\\.(\\d{1,18})\\.pack");

    private final Path folder;
    private final Map<String, Pack> packs = new ConcurrentHashMap<>();

    private PublishedStore(Path folder) {
        this.folder = folder;
    }

    /** Opens the store in a folder, which is made if it is not there. */
    public static PublishedStore open(Path folder) {
        var store = new PublishedStore(folder);
        try {
            Files.createDirectories(folder);
            store.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private void load() throws IOException {
        var newest = new HashMap<String, Long>();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.toList();
        }
        for (var file : files) {
            var name = FILE.matcher(file.getFileName().toString());
            if (name.matches()) {
                newest.merge(name.group(1), Long.parseLong(name.group(2)), Math::max);
            }
        }
        for (var entry : newest.entrySet()) {
            open(entry.getKey(), entry.getValue());
        }
        for (var file : files) {
            var name = FILE.matcher(file.getFileName().toString());
            if (!name.matches() || newest.getOrDefault(name.group(1), 0L) != Long.parseLong(name.group(2))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void open(String page, long generation) throws IOException {
        try {
            packs.put(page, Pack.open(folder, page, generation));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the published set of page {} cannot be read and will be made again", page, e);
            Files.deleteIfExists(folder.resolve(page + "." + generation + SUFFIX));
        }
    }

    /** What is published of a page, or null. Never blocks. */
    public @Nullable Publication find(String page) {
        var pack = packs.get(page);
        return pack == null ? null : pack.current();
    }

    /** What is published of every page. */
    public List<Publication> all() {
        return packs.values().stream()
                .flatMap(pack -> Optional.ofNullable(pack.current()).stream())
                .toList();
    }

    /** Changes the set of a page and returns once that is safe on disk and shown. */
    public void publish(Heading heading, Map<String, Fresh> fresh, Collection<String> removed) {
        try {
            packs.computeIfAbsent(heading.page(), page -> Pack.create(folder, page))
                    .append(heading, fresh, removed);
        } catch (IOException e) {
            throw new UncheckedIOException("page " + heading.page() + " cannot be published", e);
        }
    }

    /** Takes items of a page back, durably; its set counts as incomplete until it is published again. */
    public void withdraw(String page, Collection<String> paths) {
        var now = find(page);
        if (now != null) {
            publish(now.heading().incomplete(), Map.of(), paths);
        }
    }

    /** Forgets a page that is no more. */
    public void delete(String page) {
        var pack = packs.remove(page);
        try {
            if (pack != null) {
                pack.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("page " + page + " cannot be taken back", e);
        }
    }

    /**
     * Reads bytes from disk and checks that they are what was written. Empty if the set has changed meanwhile or the bytes were damaged;
     * then the item should be looked up again.
     */
    public Optional<byte[]> read(Publication publication, Packed packed) {
        try (var channel = FileChannel.open(publication.file(), StandardOpenOption.READ)) {
            var bytes = Pack.read(channel, packed);
            if (Packed.of(bytes).hasContentOf(packed)) {
                return Optional.of(bytes);
            }
            LOG.warn(
                    "published bytes of page {} are damaged",
                    publication.heading().page());
        } catch (NoSuchFileException e) {
            LOG.debug("the file was replaced while it was read", e);
        } catch (IOException e) {
            LOG.warn(
                    "published bytes of page {} cannot be read",
                    publication.heading().page(),
                    e);
        }
        return Optional.empty();
    }
}
