package foghorn.e2e;

import static foghorn.e2e.MailListener.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** A mail server whose manners change at a test's word, and that remembers each message it has received whole, answered or not. */
final class SteeredSmtp implements AutoCloseable {
    /** What it does with a message. */
    enum Manner {
        TAKE,
        /** Answers MAIL only when the manner changes. */
        HOLD_MAIL,
        /** Receives a message whole and answers only when the manner changes. */
        HOLD_ANSWER,
        /** Receives a message whole and hangs up without an answer. */
        HANG_UP,
        /** Resets the connection within a message. */
        RESET,
        /** Of ten messages about five are taken, four refused for now and one for good. */
        MOODY
    }

    private final MailListener listener = new MailListener(this::serve);
    private final Random random;
    private Manner manner = Manner.TAKE;
    private int changeAt = Integer.MAX_VALUE;
    private Manner changeTo = Manner.TAKE;
    private int held;
    private int troubled;
    private final List<SmtpSink.Accepted> received = new ArrayList<>();
    private final Set<String> refusedForGood = new HashSet<>();

    SteeredSmtp(Random random) {
        this.random = random;
    }

    int port() {
        return listener.port();
    }

    synchronized void become(Manner next) {
        manner = next;
        changeAt = Integer.MAX_VALUE;
        notifyAll();
    }

    /** Changes its manner once it has received so many messages. */
    synchronized void becomeAt(int count, Manner next) {
        changeAt = count;
        changeTo = next;
    }

    /** Changes its manner at once, and again once it has received so many messages more. */
    synchronized void becomeFor(int more, Manner next, Manner after) {
        become(next);
        becomeAt(received.size() + more, after);
    }

    /** Forgets what it has received. */
    synchronized void clear() {
        received.clear();
        refusedForGood.clear();
        troubled = 0;
    }

    synchronized int count() {
        return received.size();
    }

    /** Connections that wait for an answer of its own will. */
    synchronized int held() {
        return held;
    }

    /** Messages that were held, cut off, left without an answer or refused. */
    synchronized int troubled() {
        return troubled;
    }

    synchronized List<SmtpSink.Accepted> received() {
        return List.copyOf(received);
    }

    synchronized Set<String> refusedForGood() {
        return Set.copyOf(refusedForGood);
    }

    private void serve(Socket socket, BufferedReader in) throws IOException, InterruptedException {
        say(socket, "220 steered");
        String recipient = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(socket, "250-steered\r\n250-PIPELINING\r\n250 8BITMIME");
                case "MAIL" -> {
                    holdWhile(Manner.HOLD_MAIL);
                    say(socket, "250 ok");
                }
                case "RCPT" -> {
                    recipient = line.replaceAll("^[^<]*<|>.*$", "");
                    say(socket, "250 ok");
                }
                case "DATA" -> {
                    say(socket, "354 go on");
                    if (!message(socket, in, recipient)) {
                        return;
                    }
                }
                case "QUIT" -> {
                    say(socket, "221 bye");
                    return;
                }
                default -> say(socket, "250 ok");
            }
        }
    }

    /** False to hang up. */
    private boolean message(Socket socket, BufferedReader in, String recipient)
            throws IOException, InterruptedException {
        if (is(Manner.RESET)) {
            in.readLine();
            trouble();
            socket.setSoLinger(true, 0);
            return false;
        }
        var id = messageId(in);
        int mood = is(Manner.MOODY) ? random.nextInt(10) : 9;
        if (mood == 0) {
            refuse(recipient);
            say(socket, "554 5.7.1 not here");
            return true;
        }
        if (mood < 5) {
            trouble();
            say(socket, "451 4.3.0 not now");
            return true;
        }
        take(new SmtpSink.Accepted(recipient, id));
        if (is(Manner.HANG_UP)) {
            trouble();
            return false;
        }
        holdWhile(Manner.HOLD_ANSWER);
        say(socket, "250 2.0.0 taken");
        return true;
    }

    private static String messageId(BufferedReader in) throws IOException {
        String id = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("cut off within a message");
            }
            if (id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
                id = line.substring(11).strip();
            }
        }
        return id;
    }

    private synchronized boolean is(Manner asked) {
        return manner == asked;
    }

    private synchronized void trouble() {
        troubled++;
    }

    private synchronized void refuse(String recipient) {
        troubled++;
        refusedForGood.add(recipient);
    }

    private synchronized void take(SmtpSink.Accepted message) {
        received.add(message);
        if (received.size() >= changeAt) {
            manner = changeTo;
            changeAt = Integer.MAX_VALUE;
        }
    }

    private synchronized void holdWhile(Manner holding) throws InterruptedException {
        if (manner != holding) {
            return;
        }
        held++;
        troubled++;
        try {
            while (manner == holding) {
                wait();
            }
        } finally {
            held--;
        }
    }

    @Override
    public void close() throws IOException {
        become(Manner.TAKE);
        listener.close();
    }
}
