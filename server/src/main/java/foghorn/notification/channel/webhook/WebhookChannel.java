package foghorn.notification.channel.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import foghorn.kit.config.Product;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.OutgoingRequest;
import foghorn.kit.http.Target;
import foghorn.kit.time.WireTime;
import foghorn.notification.Channel;
import foghorn.notification.DeliveryOutcome;
import foghorn.notification.Hook;
import foghorn.notification.Message;
import foghorn.notification.Notice;
import foghorn.notification.Notices;
import foghorn.notification.RetryPlan;
import foghorn.notification.channel.webhook.HookJson.Meta;
import foghorn.page.PageLinks;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.subscriber.WebhookService;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Tells programs, in the contract's JSON and signed by Standard Webhooks 1.0.0. Only 2xx is success. A payload is made once per event;
 * what differs per recipient stands in its {@code meta}.
 */
public final class WebhookChannel implements Channel {
    /** The longest that one attempt takes. */
    static final Duration ATTEMPT = Duration.ofSeconds(30);

    /** One page alone has three quarters of those that are not kept for what is urgent. */
    private static final int SENDERS = 340;

    private static final int SENDERS_PER_HOST = 16;
    private static final int COMPOSED = 256;
    private static final int HOSTS = 10_000;
    private static final String AGENT = "Foghorn/" + Product.VERSION;

    private final Needs needs;
    /** Payloads never change: an event names the version of its text. */
    private final Cache<String, Composed> composed =
            Caffeine.newBuilder().maximumSize(COMPOSED).build();
    /** By what stands before the path; read once, for many endpoints have one host. */
    private final Cache<String, String> hosts =
            Caffeine.newBuilder().maximumSize(HOSTS).build();

    /** What the channel needs of others. */
    public record Needs(GuardedClient client, Notices notices, PageLinks links, InstantSource clock) {}

    /** @param address of the page */
    private record Composed(String address, Payload payload) {}

    public WebhookChannel(Needs needs) {
        this.needs = needs;
    }

    @Override
    public String name() {
        return Audience.WEBHOOK;
    }

    @Override
    public int senders() {
        return SENDERS;
    }

    /** The host that the URL means, however it is written. */
    @Override
    public String host(Recipient recipient) {
        return hosts.get(origin(recipient.target()), WebhookChannel::hostOf);
    }

    /** All before the path. */
    private static String origin(String url) {
        int end = url.indexOf("//") + 2;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, Math.min(end, url.length()));
    }

    private static String hostOf(String origin) {
        try {
            return Target.of(URI.create(origin)).host();
        } catch (IllegalArgumentException unusable) {
            return origin.toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int sendersPerHost() {
        return SENDERS_PER_HOST;
    }

    @Override
    public boolean coalesces() {
        return false;
    }

    @Override
    public boolean tells(Notice.Kind kind) {
        return true;
    }

    @Override
    public RetryPlan retries() {
        return RetryPlan.WEBHOOK;
    }

    @Override
    public DeliveryOutcome send(Message message) throws InterruptedException {
        var what = composed(message);
        URI uri;
        try {
            uri = URI.create(message.recipient().target());
        } catch (IllegalArgumentException e) {
            return new DeliveryOutcome.Rejected("no URL", "the endpoint is not a URL");
        }
        var now = needs.clock().instant();
        byte[] body = what.payload().with(meta(what.address(), message.recipient(), now));
        var headers =
                Signature.headers(message.key(), now, body, message.recipient().signingSecrets());
        headers.put("content-type", "application/json");
        headers.put("user-agent", AGENT);
        return Answers.outcome(needs.client().send(OutgoingRequest.post(uri, headers, body, ATTEMPT)), now);
    }

    private Composed composed(Message message) {
        return switch (message.content()) {
            case Message.Event event ->
                composed.get(event.eventId(), id -> compose(needs.notices().hook(message.organization(), id)));
            case Message.WebhookTest ignored -> compose(needs.notices().trial(message.organization(), message.page()));
            case Message.Confirm ignored -> throw goesByMail();
            case Message.AlreadySubscribed ignored -> throw goesByMail();
            case Message.Code ignored -> throw goesByMail();
            case Message.Unlock ignored -> throw goesByMail();
            case Message.WebhookQuarantined ignored -> throw goesByMail();
            case Message.WebhookRotated ignored -> throw goesByMail();
        };
    }

    private Composed compose(Hook hook) {
        var shortlink = hook instanceof Hook.OfIncident told
                ? needs.links().incident(told.incident().id().value())
                : "";
        var address = needs.links().page(hook.page().subdomain(), hook.page().domain());
        return new Composed(address, Payload.of(hook, shortlink));
    }

    private static Meta meta(String address, Recipient recipient, Instant now) {
        return new Meta(
                address + "/subscriptions/unsubscribe/" + recipient.unsubscribeSecret(),
                address + WebhookService.GUIDE,
                WireTime.milliseconds(now));
    }

    private static IllegalArgumentException goesByMail() {
        return new IllegalArgumentException("this goes by e-mail");
    }
}
