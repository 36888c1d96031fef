package foghorn.subscriber;

import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.id.Ids;
import java.util.Base64;

/** A fresh secret that signs what is sent to one endpoint: shown to somebody once, and kept sealed. */
final class SigningSecret {
    private static final int BYTES = 32;

    private final String text = Base64.getEncoder().encodeToString(Ids.bytes(BYTES));

    /** As it is stored. */
    byte[] sealed(SubjectKey key, String subscriber) {
        return key.seal(Audience.signing(subscriber), text);
    }

    /** As Standard Webhooks 1.0.0 writes it. */
    String shown() {
        return "whsec_" + text;
    }
}
