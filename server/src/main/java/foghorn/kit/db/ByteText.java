package foghorn.kit.db;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes as PostgreSQL reads them in a text, for statements that take many rows as arrays. */
public final class ByteText {
    private ByteText() {}

    public static @Nullable String of(byte @Nullable [] bytes) {
        return bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
    }
}
