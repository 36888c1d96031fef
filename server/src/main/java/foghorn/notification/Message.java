package foghorn.notification;

import foghorn.subscriber.Recipient;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;

/**
 * One message to one recipient, as a channel gets it.
 *
 * @param key names the message for ever: event or direct message, subscriber and an 80-bit MAC of both; the same at every repetition
 */
public record Message(OrganizationId organization, PageId page, Content content, Recipient recipient, String key) {

    /** What is to be said. */
    public sealed interface Content {}

    /** The notice of this event. */
    public record Event(String eventId) implements Content {}

    /** Please confirm, by the link with this token. */
    public record Confirm(String token) implements Content {
        @Override
        public String toString() {
            return "Confirm[…]";
        }
    }

    /** Here is the code that lets you into your subscription. */
    public record Code(String code) implements Content {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    /** Somebody wants to change or end your locked subscription, by the link with this token. */
    public record Unlock(String token) implements Content {
        @Override
        public String toString() {
            return "Unlock[…]";
        }
    }

    /** Nothing but a proof that the endpoint answers. */
    public record WebhookTest() implements Content {}

    /** The endpoint of this webhook has failed so often that nothing is sent to it any more. */
    public record WebhookQuarantined() implements Content {}

    /** This webhook has a new secret; the one before signs beside it for a day. */
    public record WebhookRotated() implements Content {}

    /** You are subscribed to that already; here is how to change it, and how to leave. */
    public record AlreadySubscribed() implements Content {}
}
