package foghorn.kit.db;

/**
 * The connections of this node to its database.
 *
 * @param waiting threads that wait for one
 */
public record PoolUse(int active, int idle, int waiting) {
    /** Of a pool that has made no connection yet. */
    public static final PoolUse NONE = new PoolUse(0, 0, 0);
}
