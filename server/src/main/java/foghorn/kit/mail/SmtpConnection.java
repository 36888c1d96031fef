package foghorn.kit.mail;

import foghorn.kit.mail.SmtpSettings.Credentials;
import foghorn.kit.mail.SmtpSettings.Encryption;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server: opened, protected, signed in. Whoever uses it says until when; {@link #cutIfOverdue}, called by
 * another thread, closes the socket after that, which ends a read, a write and a handshake alike.
 */
final class SmtpConnection implements Closeable {
    private final SmtpSettings settings;
    private final SSLContext tls;
    private final SmtpTimes times;
    private volatile long until;
    private volatile @Nullable Socket socket;
    private volatile boolean closed;
    private volatile boolean cut;
    private @Nullable SmtpWire wire;
    private SmtpExtensions offered = SmtpExtensions.NONE;

    SmtpConnection(SmtpSettings settings, SSLContext tls, SmtpTimes times) {
        this.settings = settings;
        this.tls = tls;
        this.times = times;
        this.until = System.nanoTime() + times.attempt().toNanos();
    }

    /** Opens the connection up to the point where mail can be sent. */
    void open(long deadline) throws IOException {
        untilAnswer(deadline);
        var plain = connect();
        boolean loopback = plain.getInetAddress().isLoopbackAddress();
        var current = settings.encryption() == Encryption.IMPLICIT ? encrypted(plain) : plain;
        wire = new SmtpWire(current);
        expect(deadline, 220, "the server's greeting");
        hello(deadline);
        boolean startTls = settings.encryption() == Encryption.REQUIRED
                || (settings.encryption() == Encryption.OFFERED && offered.startTls() && !loopback);
        if (startTls) {
            startTls(plain, deadline);
        }
        if (settings.credentials().isPresent()) {
            if (!(startTls || loopback || settings.encryption() == Encryption.IMPLICIT)) {
                throw new SmtpFault(0, "the server offers no TLS, and the password is not sent in the clear");
            }
            signIn(settings.credentials().get(), deadline);
        }
    }

    SmtpWire wire() {
        var open = wire;
        if (open == null) {
            throw new IllegalStateException("not opened");
        }
        return open;
    }

    SmtpExtensions offered() {
        return offered;
    }

    void until(long deadline) {
        until = deadline;
    }

    /** The next answer may take as long as an answer may, but not beyond the deadline. */
    void untilAnswer(long deadline) {
        long answer = System.nanoTime() + times.answer().toNanos();
        until = answer - deadline < 0 ? answer : deadline;
    }

    void cutIfOverdue(long now) {
        if (now - until > 0 && !closed) {
            cut = true;
            close();
        }
    }

    boolean wasCut() {
        return cut;
    }

    boolean isClosed() {
        return closed;
    }

    /** Says goodbye and closes; nobody waits for the answer. */
    void quit() {
        untilAnswer(System.nanoTime() + times.answer().toNanos());
        try {
            wire().command("QUIT");
            wire().flush();
        } catch (IOException alreadyGone) {
            // The server left first: the same end.
        }
        close();
    }

    /** Closes the socket below any TLS, because closing TLS politely may block. */
    @Override
    public void close() {
        closed = true;
        var open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                // Closed is what was wanted.
            }
        }
    }

    private Socket connect() throws IOException {
        IOException last = new UnknownHostException("the mail server's name is not known");
        for (InetAddress address : InetAddress.getAllByName(settings.host())) {
            // A channel's socket blocks in the kernel after a connect with a timeout; one of its own would ask three
            // times for each answer.
            var candidate = SocketChannel.open().socket();
            socket = candidate;
            if (closed) {
                candidate.close();
            }
            try {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                candidate.setTcpNoDelay(true);
                candidate.connect(new InetSocketAddress(address, settings.port()), (int)
                        Math.clamp(left, 1, times.connect().toMillis()));
                return candidate;
            } catch (IOException e) {
                candidate.close();
                last = e;
            }
        }
        throw last;
    }

    private Socket encrypted(Socket plain) throws IOException {
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, settings.host(), settings.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private void hello(long deadline) throws IOException {
        var reply = ask("EHLO " + ownName(), deadline);
        if (reply.isPositive()) {
            offered = SmtpExtensions.of(reply);
            return;
        }
        if (reply.code() < 500) {
            throw new SmtpFault("EHLO was refused", reply);
        }
        offered = SmtpExtensions.NONE;
        wire().command("HELO " + ownName());
        wire().flush();
        expect(deadline, 250, "the answer to HELO");
    }

    private void startTls(Socket plain, long deadline) throws IOException {
        var reply = ask("STARTTLS", deadline);
        if (reply.code() != 220) {
            throw new SmtpFault("TLS was refused", reply);
        }
        if (wire().hasUnread()) {
            throw new SmtpFault(0, "the server spoke before TLS began");
        }
        wire = new SmtpWire(encrypted(plain));
        hello(deadline);
    }

    private void signIn(Credentials credentials, long deadline) throws IOException {
        SmtpReply reply;
        if (offered.signIn().contains("PLAIN")) {
            reply = ask("AUTH PLAIN " + base64("\0" + credentials.user() + "\0" + credentials.password()), deadline);
        } else if (offered.signIn().contains("LOGIN")) {
            reply = ask("AUTH LOGIN", deadline);
            reply = reply.code() == 334 ? ask(base64(credentials.user()), deadline) : reply;
            reply = reply.code() == 334 ? ask(base64(credentials.password()), deadline) : reply;
        } else {
            throw new SmtpFault(0, "the server offers no sign-in by PLAIN or LOGIN");
        }
        if (!reply.isPositive()) {
            throw new SmtpFault("sign-in was refused", reply);
        }
    }

    private SmtpReply ask(String command, long deadline) throws IOException {
        untilAnswer(deadline);
        wire().command(command);
        wire().flush();
        return wire().reply();
    }

    private void expect(long deadline, int code, String what) throws IOException {
        untilAnswer(deadline);
        var reply = wire().reply();
        if (reply.code() != code) {
            throw new SmtpFault(what, reply);
        }
    }

    /** An address literal (RFC 5321, 4.1.3): true without asking anybody. */
    private String ownName() {
        var open = socket;
        var own = open == null ? InetAddress.getLoopbackAddress() : open.getLocalAddress();
        String text = own.getHostAddress().replaceAll("%.*", "");
        return own instanceof Inet6Address ? "[IPv6:" + text + "]" : "[" + text + "]";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
