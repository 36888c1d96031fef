package foghorn.kit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A message of the local inbox, as a person reads it.
 *
 * @param from name and address
 * @param text the plain part
 * @param links the web addresses in it, in order, each once
 */
public record InboxMessage(
        String id, Instant at, String from, String to, String subject, String text, List<String> links) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)\\]]");

    public InboxMessage {
        links = List.copyOf(links);
    }

    static InboxMessage read(String id, Instant at, byte[] message) {
        try {
            var parsed = new MimeMessage(MailTemplate.UTF8_SESSION, new ByteArrayInputStream(message));
            String text = plainText(parsed).replace("\r\n", "\n");
            return new InboxMessage(
                    id, at, header(parsed, "From"), header(parsed, "To"), header(parsed, "Subject"), text, links(text));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("message " + id + " cannot be read", e);
        }
    }

    private static String header(MimeMessage message, String name) throws MessagingException, IOException {
        String[] values = message.getHeader(name);
        return values == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(values[0]));
    }

    private static String plainText(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            return parts.getCount() == 0 ? "" : plainText(parts.getBodyPart(0));
        }
        return part.getContent() instanceof String text ? text : "";
    }

    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(MatchResult::group).distinct().toList();
    }
}
