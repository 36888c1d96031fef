package foghorn.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an audit chain.
 *
 * @param chain the organization's id, or {@code installation}
 * @param seq 1 for the first entry of the chain, then without gaps
 */
public record AuditEntry(
        String chain,
        long seq,
        Instant at,
        String actor,
        String action,
        String subject,
        String details,
        String requestId) {
    /** The hash before the first entry. */
    static final byte[] NO_HASH = new byte[32];

    /** SHA-256 over the previous hash and every field, each with its length before it, under a domain tag. */
    byte[] hash(byte @Nullable [] previous) {
        try (var bytes = new ByteArrayOutputStream();
                var out = new DataOutputStream(bytes)) {
            write(out, "foghorn.audit.v1".getBytes(StandardCharsets.UTF_8));
            write(out, previous == null ? NO_HASH : previous);
            write(out, chain.getBytes(StandardCharsets.UTF_8));
            out.writeLong(seq);
            out.writeLong(at.toEpochMilli());
            for (var text : new String[] {actor, action, subject, details, requestId}) {
                write(out, text.getBytes(StandardCharsets.UTF_8));
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
