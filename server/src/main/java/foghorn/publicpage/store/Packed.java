package foghorn.publicpage.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes in a pack file, known by their content: the first 128 bits of their SHA-256.
 *
 * @param offset where they begin in the file
 * @param length how many they are
 */
public record Packed(long offset, int length, long hashHigh, long hashLow) {
    static Packed of(byte[] bytes) {
        var hash = ByteBuffer.wrap(sha256(bytes));
        return new Packed(-1, bytes.length, hash.getLong(), hash.getLong());
    }

    /** The strong entity tag, with its quotes. */
    public String etag() {
        var hex = HexFormat.of();
        return '"' + hex.toHexDigits(hashHigh) + hex.toHexDigits(hashLow) + '"';
    }

    boolean hasContentOf(Packed other) {
        return length == other.length && hashHigh == other.hashHigh && hashLow == other.hashLow;
    }

    Packed at(long newOffset) {
        return new Packed(newOffset, length, hashHigh, hashLow);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
