package foghorn.publicpage.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the store of late, within a number of bytes. Entries are known by the very object that stands in a publication: once
 * that is replaced, nobody can ask for them any more and they go.
 *
 * @param <T> the form in which bytes are kept
 */
public final class PublishedMemory<T> {
    /** Bytes that an entry takes beside its body: headers and the cache's own records. */
    private static final int OVERHEAD = 3000;

    private final Cache<Packed, T> cache;

    /** @param bytes how many bytes it may hold */
    public PublishedMemory(long bytes) {
        this.cache = Caffeine.newBuilder()
                .weakKeys()
                // Upkeep takes less time than waking another thread for it.
                .executor(Runnable::run)
                .maximumWeight(bytes)
                .<Packed, T>weigher((packed, loaded) -> packed.length() + OVERHEAD)
                .build();
    }

    /** What is in memory; never blocks. */
    public @Nullable T find(Packed packed) {
        return cache.getIfPresent(packed);
    }

    /** What is in memory, or else what {@code load} gives; callers for the same bytes wait for one load. Null is not kept. */
    public @Nullable T get(Packed packed, Function<Packed, @Nullable T> load) {
        return cache.get(packed, load);
    }
}
