package foghorn.notification.channel.email;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.Envelope;
import foghorn.kit.mail.MailOutcome;
import foghorn.kit.mail.MailRecipient;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.MailSlot;
import foghorn.kit.mail.MailTemplate;
import foghorn.kit.mail.MailTransport;
import foghorn.notification.Channel;
import foghorn.notification.DeliveryOutcome;
import foghorn.notification.Message;
import foghorn.notification.MessageKeys;
import foghorn.notification.Notice;
import foghorn.notification.Notices;
import foghorn.notification.RetryPlan;
import foghorn.page.PageLinks;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.tenant.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Tells by e-mail, in the page's name. A mail is composed once per event, language and zone, and spliced for each recipient. */
public final class EmailChannel implements Channel {
    /** More than the connections of the transport, so that these are used to the full. */
    private static final int SENDERS = 50;

    private static final int COMPOSED = 256;
    private final Needs needs;
    private final EmailWriter writer;
    /** Composed mails never change: an event names the version of its text. */
    private final Cache<Variant, Composed> composed =
            Caffeine.newBuilder().maximumSize(COMPOSED).build();

    /**
     * What the channel needs of others.
     *
     * @param sender whom mails come from, direct ones too, since each of them has a key
     */
    public record Needs(
            MailTransport transport,
            Notices notices,
            PageLinks links,
            MessageKeys keys,
            InstantSource clock,
            MailSender sender) {}

    /** @param zone empty for that of the page */
    private record Variant(String eventId, String language, Optional<ZoneId> zone) {
        static Variant of(String eventId, Recipient recipient) {
            return new Variant(eventId, recipient.language(), recipient.zone());
        }
    }

    private record Composed(Notice notice, MailTemplate template) {}

    public EmailChannel(Needs needs) {
        this.needs = needs;
        this.writer = new EmailWriter(needs.links(), needs.sender().address());
    }

    @Override
    public String name() {
        return Audience.EMAIL;
    }

    @Override
    public int senders() {
        return SENDERS;
    }

    /** One word for all: a mail goes to whichever relay takes it. */
    @Override
    public String host(Recipient recipient) {
        return "relay";
    }

    @Override
    public int sendersPerHost() {
        return SENDERS;
    }

    @Override
    public boolean coalesces() {
        return true;
    }

    @Override
    public RetryPlan retries() {
        return RetryPlan.DAY;
    }

    @Override
    public DeliveryOutcome send(Message message) throws InterruptedException {
        var to = message.recipient().address();
        byte[] mail = switch (message.content()) {
            case Message.Event event -> notice(message, to, event.eventId());
            case Message.Confirm confirm -> confirmation(message, to, confirm.token());
            case Message.Code code -> code(message, to, code.code());
            case Message.Unlock unlock -> unlock(message, to, unlock.token());
            case Message.AlreadySubscribed ignored -> alreadySubscribed(message, to);
            case Message.WebhookQuarantined ignored -> aboutWebhook(message, to, writer::webhookQuarantined);
            case Message.WebhookRotated ignored -> aboutWebhook(message, to, writer::webhookRotated);
            case Message.WebhookTest ignored -> throw new IllegalArgumentException("an endpoint is not tested by mail");
        };
        var envelope = new Envelope(
                message.organization(), message.page(), needs.sender().returnPath(message.key()), to);
        return outcome(needs.transport().send(envelope, mail));
    }

    private byte[] notice(Message message, EmailAddress to, String eventId) {
        var mail = composed.get(
                Variant.of(eventId, message.recipient()), variant -> compose(message.organization(), variant));
        var notice = mail.notice();
        var unsubscribe = unsubscribe(notice.page(), message);
        var root = needs.keys()
                .of(notice.incident().value(), message.recipient().id().value());
        return mail.template()
                .forRecipient(new MailRecipient(
                        to,
                        messageId(message.key()),
                        notice.at(),
                        byOneClick(message, unsubscribe),
                        Optional.of(messageId(root)),
                        Map.of(
                                EmailWriter.UNSUBSCRIBE,
                                unsubscribe,
                                EmailWriter.MANAGE,
                                manage(notice.page(), message))));
    }

    private Composed compose(OrganizationId organization, Variant variant) {
        var notice = needs.notices().of(organization, variant.eventId());
        return new Composed(
                notice,
                writer.notice(notice, variant.zone().orElse(notice.page().zone())));
    }

    private byte[] confirmation(Message message, EmailAddress to, String token) {
        var page = needs.notices().page(message.organization(), message.page());
        var link = address(page) + "/subscriptions/confirm/" + token;
        var mail = message.recipient().channel().equals(Audience.WEBHOOK)
                ? writer.webhookConfirmation(page, host(message))
                : writer.confirmation(page);
        return direct(mail, message, to, Optional.empty(), Map.of(EmailWriter.CONFIRM, link));
    }

    private byte[] alreadySubscribed(Message message, EmailAddress to) {
        var page = needs.notices().page(message.organization(), message.page());
        var unsubscribe = unsubscribe(page, message);
        return direct(
                writer.alreadySubscribed(page),
                message,
                to,
                byOneClick(message, unsubscribe),
                Map.of(EmailWriter.UNSUBSCRIBE, unsubscribe, EmailWriter.MANAGE, manage(page, message)));
    }

    private byte[] code(Message message, EmailAddress to, String code) {
        var page = needs.notices().page(message.organization(), message.page());
        return direct(
                writer.code(page),
                message,
                to,
                Optional.empty(),
                Map.of(EmailWriter.CODE, code, EmailWriter.MANAGE, manage(page, message)));
    }

    private byte[] unlock(Message message, EmailAddress to, String token) {
        var page = needs.notices().page(message.organization(), message.page());
        var link = address(page) + "/subscriptions/unlock/" + token;
        return direct(writer.unlock(page), message, to, Optional.empty(), Map.of(EmailWriter.UNLOCK, link));
    }

    /** What mail programs call without further questions (RFC 8058), which would end what is locked. */
    private static Optional<String> byOneClick(Message message, String unsubscribe) {
        return message.recipient().isLocked() ? Optional.empty() : Optional.of(unsubscribe);
    }

    /** @param text of a page and an endpoint's host */
    private byte[] aboutWebhook(Message message, EmailAddress to, BiFunction<Notice.Page, String, MailTemplate> text) {
        var page = needs.notices().page(message.organization(), message.page());
        return direct(
                text.apply(page, host(message)),
                message,
                to,
                Optional.empty(),
                Map.of(EmailWriter.MANAGE, manage(page, message)));
    }

    /** Of a webhook's endpoint; its path may be a secret. */
    private static String host(Message message) {
        return URI.create(message.recipient().target()).getHost();
    }

    private byte[] direct(
            MailTemplate template,
            Message message,
            EmailAddress to,
            Optional<String> unsubscribe,
            Map<MailSlot, String> values) {
        Instant now = needs.clock().instant();
        return template.forRecipient(
                new MailRecipient(to, messageId(message.key()), now, unsubscribe, Optional.empty(), values));
    }

    private String messageId(String key) {
        return "<" + key + "@" + needs.sender().address().domain() + ">";
    }

    private String unsubscribe(Notice.Page page, Message message) {
        return address(page) + "/subscriptions/unsubscribe/"
                + message.recipient().unsubscribeSecret();
    }

    private String manage(Notice.Page page, Message message) {
        return address(page) + "/subscriptions/manage/" + message.recipient().unsubscribeSecret();
    }

    private String address(Notice.Page page) {
        return needs.links().page(page.subdomain(), page.domain());
    }

    private static DeliveryOutcome outcome(MailOutcome outcome) {
        return switch (outcome) {
            case MailOutcome.Accepted(int code) -> new DeliveryOutcome.Delivered(code(code, "kept"));
            case MailOutcome.Deferred(int code, String text, MailOutcome.About about) ->
                switch (about) {
                    case SERVER ->
                        new DeliveryOutcome.Throttled(
                                code(code, "no answer"), text, Optional.empty(), asksForPatience(code));
                    case OURSELVES ->
                        new DeliveryOutcome.RetryLater(code(code, "no answer"), text, Optional.empty(), true);
                    case MESSAGE ->
                        new DeliveryOutcome.RetryLater(code(code, "no answer"), text, Optional.empty(), false);
                };
            case MailOutcome.Refused(int code, String text, boolean gone) ->
                gone
                        ? new DeliveryOutcome.RecipientGone(code(code, "refused"), text)
                        : new DeliveryOutcome.Rejected(code(code, "refused"), text);
            case MailOutcome.Unknown(String text) -> new DeliveryOutcome.Unanswered("unknown", text);
        };
    }

    /** Whether a slower pace is asked for (4xx); one that lets us not in at all is as good as away. */
    private static boolean asksForPatience(int code) {
        return code >= 400 && code < 500;
    }

    /** SMTP's code, or a word where no server spoke. */
    private static String code(int code, String without) {
        return code == 0 ? without : Integer.toString(code);
    }
}
