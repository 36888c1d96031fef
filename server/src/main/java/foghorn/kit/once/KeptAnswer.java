package foghorn.kit.once;

import foghorn.kit.web.Exchange.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** An answer as it is kept: its status, two headers and its body, deflated. */
final class KeptAnswer {
    /** Bytes; what is longer is not kept. */
    static final int MOST = 256 * 1024;

    private KeptAnswer() {}

    /** Empty if it is too long to be kept. */
    static Optional<byte[]> pack(Answer answer) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeShort(answer.status());
            out.writeUTF(answer.contentType().orElse(""));
            out.writeUTF(answer.etag().orElse(""));
            out.write(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(bytes.toByteArray()).filter(packed -> packed.length <= MOST);
    }

    static Answer unpack(byte[] packed) {
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
            return new Answer(in.readUnsignedShort(), given(in.readUTF()), given(in.readUTF()), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
