package foghorn.kit.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** RFC 2045, 6.7: any text as ASCII lines of at most 76 characters. Encoded pieces can be joined by {@link #SOFT_BREAK}. */
final class QuotedPrintable {
    static final byte[] SOFT_BREAK = {'=', '\r', '\n'};

    private static final int MAX_LINE = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private QuotedPrintable() {}

    /** The text as it is written; every line feed in it is a line end. */
    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // An octet becomes three at most, and few of them a soft break more.
        byte[] encoded = new byte[4 * bytes.length];
        int length = 0;
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                encoded[length++] = '\r';
                encoded[length++] = '\n';
                column = 0;
                continue;
            }
            boolean literal = isLiteral(b, i + 1 == bytes.length || bytes[i + 1] == '\n');
            int width = literal ? 1 : 3;
            if (column + width > MAX_LINE - 1) {
                System.arraycopy(SOFT_BREAK, 0, encoded, length, SOFT_BREAK.length);
                length += SOFT_BREAK.length;
                column = 0;
            }
            column += width;
            if (literal) {
                encoded[length++] = b;
            } else {
                encoded[length++] = '=';
                encoded[length++] = HEX[(b >> 4) & 0xf];
                encoded[length++] = HEX[b & 0xf];
            }
        }
        return Arrays.copyOf(encoded, length);
    }

    private static boolean isLiteral(byte b, boolean lineEnds) {
        if (b == ' ' || b == '\t') {
            return !lineEnds;
        }
        return b > ' ' && b <= '~' && b != '=';
    }
}
