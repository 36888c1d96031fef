package foghorn.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * A mail as Apache James' parser reads it, at its strictest: it throws where a line or an encoding is wrong. The parser of the library
 * that wrote the mail is not asked.
 *
 * @param headers decoded, by their names in lower case, without those of the receiving server
 * @param fromName what stands before the address in From
 */
record ReadMail(Map<String, List<String>> headers, String fromName, String text, String html, byte[] raw) {
    /** Octets of a line without its end (RFC 5322, 2.1.1). */
    private static final int LONGEST_LINE = 998;

    static ReadMail of(MimeMessage received) throws Exception {
        var bytes = new ByteArrayOutputStream();
        received.writeTo(bytes, new String[] {"Return-Path", "Received"});
        byte[] raw = bytes.toByteArray();
        requireLines(raw);
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.STRICT);
        builder.setDecodeMonitor(DecodeMonitor.STRICT);
        var message = builder.parseMessage(new ByteArrayInputStream(raw));
        assertThat(message.getMimeType()).isEqualTo("multipart/alternative");
        var parts = ((Multipart) message.getBody()).getBodyParts();
        assertThat(parts.stream().map(Entity::getMimeType)).containsExactly("text/plain", "text/html");
        return new ReadMail(
                headers(message),
                Objects.requireNonNull(message.getFrom().getFirst().getName()),
                text(parts.getFirst()),
                text(parts.getLast()),
                raw);
    }

    String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    private static void requireLines(byte[] raw) {
        assertThat(new String(raw, StandardCharsets.ISO_8859_1).split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_LINE).matches("[\t -~]*"));
    }

    private static Map<String, List<String>> headers(Message message) {
        var headers = new TreeMap<String, List<String>>();
        for (var field : message.getHeader().getFields()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.STRICT)
                            .replaceAll("[\t ]+", " "));
        }
        return headers;
    }

    private static String text(Entity part) throws Exception {
        assertThat(part.getCharset()).isEqualToIgnoringCase("UTF-8");
        assertThat(part.getContentTransferEncoding()).isEqualTo("quoted-printable");
        var reader = ((TextBody) part.getBody()).getReader();
        return reader.readAllAsString().replace("\r\n", "\n");
    }
}
