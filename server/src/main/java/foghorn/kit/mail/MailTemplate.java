package foghorn.kit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mail composed once, of which each recipient gets a copy by joining bytes: the headers that differ stand first, and in the bodies
 * (multipart/alternative, UTF-8, quoted-printable) each slot is a line of its own, so that a value can be put there without touching
 * the rest. Every line keeps within the 998 octets of RFC 5322, and the whole is 7-bit, but for addresses beyond ASCII, which are
 * written as they are (RFC 6532).
 */
public final class MailTemplate {
    /** One for all, because making one searches every jar. */
    private static final Session SESSION = Session.getInstance(new Properties());

    /** For mails with addresses beyond ASCII; it reads all others as well. */
    static final Session UTF8_SESSION = utf8Session();

    private static final String SOFT_BREAK = "=\r\n";
    private static final char IN_TEXT = 'T';
    private static final char IN_HTML = 'H';
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private sealed interface Piece {
        record Fixed(byte[] bytes) implements Piece {}

        record Open(MailSlot slot, boolean html) implements Piece {}
    }

    /** A date as it is written. */
    private record Dated(Instant at, String text) {}

    private final List<Piece> pieces;
    private final int size;
    /** Of the last copy: those of one notice have the same. */
    private volatile Dated dated = dated(Instant.EPOCH);

    private MailTemplate(List<Piece> pieces, int size) {
        this.pieces = pieces;
        this.size = size;
    }

    /** Composes the shared part; expensive compared with {@link #forRecipient}, so do it once per variant. */
    public static MailTemplate compile(MailDraft draft, Collection<MailSlot> slots) {
        byte[] composed = compose(draft, slots);
        return new MailTemplate(cut(new String(composed, StandardCharsets.ISO_8859_1), slots), composed.length);
    }

    /** The finished message. A slot of the bodies without a value is a mistake of the caller. */
    public byte[] forRecipient(MailRecipient recipient) {
        var out = new ByteArrayOutputStream(size + 2_048);
        out.writeBytes(headers(recipient, date(recipient.date())).getBytes(StandardCharsets.UTF_8));
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Fixed(byte[] bytes) -> out.writeBytes(bytes);
                case Piece.Open(MailSlot slot, boolean html) -> {
                    String value = value(recipient, slot);
                    out.writeBytes(QuotedPrintable.encode(html ? escaped(value) : value));
                    out.writeBytes(QuotedPrintable.SOFT_BREAK);
                }
            }
        }
        return out.toByteArray();
    }

    private String date(Instant at) {
        var last = dated;
        if (!last.at().equals(at)) {
            last = dated(at);
            dated = last;
        }
        return last.text();
    }

    private static Dated dated(Instant at) {
        return new Dated(at, DATE.format(at));
    }

    private static String headers(MailRecipient recipient, String date) {
        var lines = new StringBuilder(1_024);
        line(lines, "Date", date);
        line(lines, "Message-ID", recipient.messageId());
        line(lines, "To", recipient.to().value());
        recipient.unsubscribe().ifPresent(address -> {
            line(lines, "List-Unsubscribe", "<" + address + ">");
            line(lines, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        });
        recipient.thread().ifPresent(root -> {
            line(lines, "In-Reply-To", root);
            line(lines, "References", root);
        });
        return lines.toString();
    }

    private static void line(StringBuilder lines, String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }

    private static String value(MailRecipient recipient, MailSlot slot) {
        String value = recipient.values().get(slot);
        if (value == null) {
            throw new IllegalArgumentException("a slot of the mail has no value");
        }
        return plain(value);
    }

    private static byte[] compose(MailDraft draft, Collection<MailSlot> slots) {
        try {
            var alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part("text/plain", encoded(draft.text(), slots, IN_TEXT)));
            alternatives.addBodyPart(part("text/html", encoded(draft.html(), slots, IN_HTML)));
            var message = new MimeMessage(draft.from().needsUtf8() ? UTF8_SESSION : SESSION);
            message.setFrom(from(draft));
            message.setSubject(HeaderText.clean(draft.subject()), "UTF-8");
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(alternatives);
            message.saveChanges();
            var out = new ByteArrayOutputStream();
            message.writeTo(out, new String[] {"Message-ID", "Date"});
            return out.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("the mail cannot be composed", e);
        }
    }

    private static Session utf8Session() {
        var properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    private static InternetAddress from(MailDraft draft) throws IOException {
        String name = HeaderText.clean(draft.fromName());
        return new InternetAddress(draft.from().value(), name.isEmpty() ? null : name, "UTF-8");
    }

    /** Content that is encoded already; the composer passes it on as it is. */
    private static MimeBodyPart part(String type, byte[] content) throws MessagingException {
        var headers = new InternetHeaders();
        headers.setHeader("Content-Type", type + "; charset=UTF-8");
        headers.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return new MimeBodyPart(headers, content);
    }

    private static byte[] encoded(String body, Collection<MailSlot> slots, char where) {
        var out = new ByteArrayOutputStream(body.length() * 2);
        String text = plain(body);
        int from = 0;
        var marker = markers(slots, "").matcher(text);
        while (marker.find()) {
            out.writeBytes(QuotedPrintable.encode(text.substring(from, marker.start())));
            ascii(SOFT_BREAK + marker.group() + where + SOFT_BREAK, out);
            from = marker.end();
        }
        out.writeBytes(QuotedPrintable.encode(text.substring(from)));
        return out.toByteArray();
    }

    private static List<Piece> cut(String composed, Collection<MailSlot> slots) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        var marker = markers(slots, "([TH])=\r\n").matcher(composed);
        while (marker.find()) {
            pieces.add(new Piece.Fixed(composed.substring(from, marker.start()).getBytes(StandardCharsets.ISO_8859_1)));
            pieces.add(new Piece.Open(
                    new MailSlot(marker.group(1)), marker.group(2).charAt(0) == IN_HTML));
            from = marker.end();
        }
        pieces.add(new Piece.Fixed(composed.substring(from).getBytes(StandardCharsets.ISO_8859_1)));
        return List.copyOf(pieces);
    }

    private static Pattern markers(Collection<MailSlot> slots, String suffix) {
        String any = slots.stream().map(MailSlot::marker).collect(Collectors.joining("|"));
        return Pattern.compile((any.isEmpty() ? "((?!))" : "(" + any + ")") + suffix);
    }

    private static String plain(String text) {
        return isPrintable(text)
                ? text
                : UNPRINTABLE
                        .matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                        .replaceAll("");
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void ascii(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
