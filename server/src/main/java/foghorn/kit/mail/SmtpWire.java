package foghorn.kit.mail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one connection: what is to be sent gathers until {@link #flush}, and goes out in one write. */
final class SmtpWire {
    private static final int MAX_LINE = 2_000;
    private static final int MAX_LINES = 128;
    private static final byte DELETE = 127;
    private static final byte[] END_OF_MESSAGE = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final byte[] received = new byte[8 * 1024];
    private int from;
    private int to;
    private byte[] pending = new byte[16 * 1024];
    private int length;

    SmtpWire(Socket socket) throws IOException {
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** True if the server has said more than was read; before TLS begins that would be somebody else's words (CVE-2011-0411). */
    boolean hasUnread() {
        return from < to;
    }

    /** A command in UTF-8; that a server takes more than ASCII is for the caller to know. */
    void command(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        reserve(bytes.length + 2);
        for (byte b : bytes) {
            if ((b >= 0 && b < ' ') || b == DELETE) {
                throw new IllegalArgumentException("a command has no control characters");
            }
            pending[length++] = b;
        }
        endLine();
    }

    /** A message: every line end becomes CRLF, a dot at the start of a line is doubled, and the final dot follows (RFC 5321, 4.5.2). */
    void message(byte[] message) {
        reserve(message.length + message.length / 16 + 64);
        // A search in a string takes many bytes at a time.
        var text = new String(message, StandardCharsets.ISO_8859_1);
        int carriageReturn = -1;
        int lineFeed = -1;
        int start = 0;
        while (start < message.length) {
            carriageReturn = carriageReturn < start ? next(text, '\r', start) : carriageReturn;
            lineFeed = lineFeed < start ? next(text, '\n', start) : lineFeed;
            int end = Math.min(carriageReturn, lineFeed);
            line(message, start, end);
            start = end + (lineFeed == carriageReturn + 1 ? 2 : 1);
        }
        endOfMessage();
    }

    private static int next(String text, char sign, int start) {
        int at = text.indexOf(sign, start);
        return at < 0 ? text.length() : at;
    }

    private void line(byte[] message, int start, int end) {
        reserve(end - start + 3);
        if (start < end && message[start] == '.') {
            pending[length++] = '.';
        }
        System.arraycopy(message, start, pending, length, end - start);
        length += end - start;
        endLine();
    }

    void endOfMessage() {
        reserve(END_OF_MESSAGE.length);
        System.arraycopy(END_OF_MESSAGE, 0, pending, length, END_OF_MESSAGE.length);
        length += END_OF_MESSAGE.length;
    }

    void flush() throws IOException {
        out.write(pending, 0, length);
        out.flush();
        length = 0;
        if (pending.length > 1024 * 1024) {
            pending = new byte[16 * 1024];
        }
    }

    SmtpReply reply() throws IOException {
        String line = line();
        int code = code(line);
        if (line.length() < 4 || line.charAt(3) != '-') {
            return new SmtpReply(code, rest(line));
        }
        var text = new StringBuilder(rest(line));
        for (int lines = 1; line.length() >= 4 && line.charAt(3) == '-'; lines++) {
            line = line();
            if (code(line) != code || lines == MAX_LINES) {
                throw new IOException("the server's answer is not SMTP");
            }
            text.append('\n').append(rest(line));
        }
        return new SmtpReply(code, text.toString());
    }

    private static int code(String line) throws IOException {
        if (line.length() < 3) {
            throw new IOException("the server's answer is not SMTP");
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IOException("the server's answer is not SMTP");
            }
            code = code * 10 + digit;
        }
        return code;
    }

    private static String rest(String line) {
        return line.length() > 4 ? line.substring(4) : "";
    }

    private String line() throws IOException {
        int start = from;
        while (true) {
            for (int i = start; i < to; i++) {
                if (received[i] == '\n') {
                    int end = i > from && received[i - 1] == '\r' ? i - 1 : i;
                    String line = new String(received, from, end - from, StandardCharsets.UTF_8);
                    from = i + 1;
                    return line;
                }
            }
            if (to - from > MAX_LINE) {
                throw new IOException("the server's answer has a line that is too long");
            }
            start = fill();
        }
    }

    /** Reads more behind what is there, and says where the new bytes begin. */
    private int fill() throws IOException {
        System.arraycopy(received, from, received, 0, to - from);
        to -= from;
        from = 0;
        int start = to;
        int count = in.read(received, to, received.length - to);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        to += count;
        return start;
    }

    private void endLine() {
        pending[length++] = '\r';
        pending[length++] = '\n';
    }

    private void reserve(int more) {
        if (length + more > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + more));
        }
    }
}
