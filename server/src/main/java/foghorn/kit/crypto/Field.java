package foghorn.kit.crypto;

/**
 * Where a ciphertext belongs. It opens only there: moved to another column, row or organization it is refused.
 *
 * @param row the row's public id
 */
public record Field(String table, String column, String row) {
    public Field {
        if (table.indexOf('|') >= 0 || column.indexOf('|') >= 0 || row.indexOf('|') >= 0) {
            throw new IllegalArgumentException("a field's names hold no bar: " + table + "." + column);
        }
    }

    /** The associated data of a ciphertext that belongs to an organization. */
    String within(String organization) {
        return table + "|" + column + "|" + row + "|" + organization;
    }
}
