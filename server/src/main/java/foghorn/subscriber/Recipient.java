package foghorn.subscriber;

import foghorn.kit.mail.EmailAddress;

/**
 * An active e-mail subscriber as a sender needs them: personal data in the clear, held only while the message is on its way.
 *
 * @param unsubscribeSecret goes into the link of the message
 * @param language two-letter code
 */
public record Recipient(SubscriberId id, EmailAddress address, String unsubscribeSecret, String language) {
    @Override
    public String toString() {
        return "Recipient[" + id + "]";
    }
}
