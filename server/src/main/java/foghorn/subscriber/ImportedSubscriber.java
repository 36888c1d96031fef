package foghorn.subscriber;

import foghorn.kit.mail.EmailAddress;
import java.net.URI;
import java.util.List;

/** Somebody who followed a page elsewhere. */
public sealed interface ImportedSubscriber {
    /** What is followed, by the ids of this page or of the page it was imported from; empty for everything. */
    List<String> components();

    /** Who is asked to confirm. */
    EmailAddress mailbox();

    /** The channel, as it is stored. */
    String channel();

    /** Where messages go, in the spelling by which it is found again. */
    String target();

    /** Follows by e-mail. */
    record ByEmail(EmailAddress mailbox, List<String> components) implements ImportedSubscriber {
        public ByEmail {
            components = List.copyOf(components);
        }

        @Override
        public String channel() {
            return Audience.EMAIL;
        }

        @Override
        public String target() {
            return mailbox.comparable();
        }
    }

    /** Follows by a webhook; the mailbox is that of whoever looks after it. */
    record ByWebhook(URI endpoint, EmailAddress mailbox, List<String> components) implements ImportedSubscriber {
        public ByWebhook {
            components = List.copyOf(components);
        }

        @Override
        public String channel() {
            return Audience.WEBHOOK;
        }

        @Override
        public String target() {
            return endpoint.toString();
        }
    }
}
