package foghorn.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import foghorn.kit.mail.Envelope;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.mail.MailOutcome;
import foghorn.kit.mail.MailTransport;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.function.Predicate;

/** Keeps here what is sent in the name of the demo page, and hands everything else on to the mail servers. */
final class DemoMail implements MailTransport {
    private static final int KNOWN_PAGES = 10_000;

    private final MailTransport servers;
    private final LocalInbox inbox;
    private final Predicate<PageId> isDemo;
    /** Whether a page is the demo never changes. */
    private final Cache<PageId, Boolean> known =
            Caffeine.newBuilder().maximumSize(KNOWN_PAGES).build();

    DemoMail(MailTransport servers, LocalInbox inbox, Predicate<PageId> isDemo) {
        this.servers = servers;
        this.inbox = inbox;
        this.isDemo = isDemo;
    }

    @Override
    public MailOutcome send(Envelope envelope, byte[] message) throws InterruptedException {
        boolean stays;
        try {
            stays = known.get(envelope.page(), isDemo::test);
        } catch (Problem.Unavailable e) {
            return new MailOutcome.Deferred(0, "the database cannot be reached", MailOutcome.About.SERVER);
        }
        return stays ? inbox.send(envelope, message) : servers.send(envelope, message);
    }

    @Override
    public boolean leavesTheMachine() {
        return servers.leavesTheMachine();
    }

    @Override
    public void close() {
        servers.close();
    }
}
