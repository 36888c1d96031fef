package foghorn.publicpage.store;

/** An item as it was just rendered; {@code key} as in {@link Item}. */
public record Fresh(ItemType type, long key, byte[] bytes) {}
