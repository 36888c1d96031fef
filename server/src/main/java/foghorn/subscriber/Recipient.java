package foghorn.subscriber;

import foghorn.kit.mail.EmailAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber as a sender needs them: personal data in the clear, held only while the message is on its way.
 *
 * @param channel one of those of {@link Audience}
 * @param target where messages go: an e-mail address, or a webhook's URL
 * @param contact whom to write to about a webhook
 * @param unsubscribeSecret goes into the link of the message
 * @param language two-letter code
 * @param zone in which times are told; empty for that of the page
 * @param signingSecrets of a webhook: the present one, and during a rotation the one before
 * @param isLocked whether a mail program must not offer to end the subscription by itself
 */
public record Recipient(
        SubscriberId id,
        String channel,
        String target,
        Optional<EmailAddress> contact,
        String unsubscribeSecret,
        String language,
        Optional<ZoneId> zone,
        List<byte[]> signingSecrets,
        boolean isLocked) {
    public Recipient {
        signingSecrets = List.copyOf(signingSecrets);
    }

    /** Where mail to this person goes: the address, or of a webhook the contact's. */
    public EmailAddress address() {
        return contact.orElseGet(() -> new EmailAddress(target));
    }

    @Override
    public String toString() {
        return "Recipient[" + id + "]";
    }
}
