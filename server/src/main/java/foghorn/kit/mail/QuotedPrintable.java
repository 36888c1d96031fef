package foghorn.kit.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** RFC 2045, 6.7: any text as ASCII lines of at most 76 characters. Encoded pieces can be joined by {@link #SOFT_BREAK}. */
final class QuotedPrintable {
    static final byte[] SOFT_BREAK = {'=', '\r', '\n'};

    private static final int MAX_LINE = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private QuotedPrintable() {}

    /** Writes the text; every line feed in it is a line end. */
    static void write(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                out.write('\r');
                out.write('\n');
                column = 0;
                continue;
            }
            boolean literal = isLiteral(b, i + 1 == bytes.length || bytes[i + 1] == '\n');
            int width = literal ? 1 : 3;
            if (column + width > MAX_LINE - 1) {
                out.writeBytes(SOFT_BREAK);
                column = 0;
            }
            column += width;
            if (literal) {
                out.write(b);
            } else {
                out.write('=');
                out.write(HEX[(b >> 4) & 0xf]);
                out.write(HEX[b & 0xf]);
            }
        }
    }

    private static boolean isLiteral(byte b, boolean lineEnds) {
        if (b == ' ' || b == '\t') {
            return !lineEnds;
        }
        return b > ' ' && b <= '~' && b != '=';
    }
}
