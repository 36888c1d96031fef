package foghorn.notification.channel.email;

import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailDraft;
import foghorn.kit.mail.MailSlot;
import foghorn.kit.mail.MailTemplate;
import foghorn.kit.web.Templates;
import foghorn.notification.Notice;
import foghorn.page.PageLinks;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** Writes mails: the plain part here, the HTML part from a template, both from the same view. */
final class EmailWriter {
    /** Where the recipient's link to leave stands. */
    static final MailSlot UNSUBSCRIBE = MailSlot.fresh();
    /** Where the link to confirm stands. */
    static final MailSlot CONFIRM = MailSlot.fresh();

    /** Where the link to the recipient's subscription stands. */
    static final MailSlot MANAGE = MailSlot.fresh();
    /** Where the code to come to it stands. */
    static final MailSlot CODE = MailSlot.fresh();

    /** Where the link that unlocks stands. */
    static final MailSlot UNLOCK = MailSlot.fresh();

    private static final List<MailSlot> SLOTS = List.of(UNSUBSCRIBE, CONFIRM, MANAGE, CODE, UNLOCK);

    private final PageLinks links;
    private final EmailAddress from;

    EmailWriter(PageLinks links, EmailAddress from) {
        this.links = links;
        this.from = from;
    }

    /** @param zone in which times are told */
    MailTemplate notice(Notice notice, ZoneId zone) {
        var page = notice.page();
        var view = NoticeView.of(
                notice, zone, address(page), new NoticeView.Choices(MANAGE.marker(), UNSUBSCRIBE.marker()));
        return compile(page, notice.thread(), NoticeText.of(view), html("notification/notice.jte", view));
    }

    /** A notice of an incident that is nowhere, so that its links lead to the page. */
    MailTemplate rehearsal(Notice notice) {
        var page = notice.page();
        var home = address(page) + "/";
        var view = NoticeView.of(notice, page.zone(), address(page), new NoticeView.Choices(home, home))
                .leadingTo(home);
        return compile(page, notice.thread(), NoticeText.of(view), html("notification/notice.jte", view));
    }

    MailTemplate confirmation(Notice.Page page) {
        var view = new DirectView(
                page.name(),
                address(page) + "/",
                "Confirm your subscription",
                List.of(
                        "Somebody, probably you, asked " + page.name() + " to send incident updates to this address.",
                        "Please confirm that you want them."),
                CONFIRM.marker(),
                "Confirm subscription",
                "If it was not you, ignore this message: without a confirmation nothing more is sent.");
        return direct(page, "Confirm your subscription", view);
    }

    /** @param host of the endpoint; its path may be a secret */
    MailTemplate webhookConfirmation(Notice.Page page, String host) {
        var view = new DirectView(
                page.name(),
                address(page) + "/",
                "Confirm your webhook",
                List.of(
                        "Somebody, probably you, asked " + page.name()
                                + " to send incident updates to an endpoint on " + host
                                + ", and named this address as that of whoever looks after it.",
                        "Please confirm that this is so. The endpoint is sent a test then, and nothing else before it has answered."),
                CONFIRM.marker(),
                "Confirm webhook",
                "If it was not you, ignore this message: without a confirmation nothing is sent to the endpoint.");
        return direct(page, "Confirm your webhook", view);
    }

    MailTemplate alreadySubscribed(Notice.Page page) {
        var view = new DirectView(
                page.name(),
                address(page) + "/",
                "You are subscribed already",
                List.of(
                        "Somebody, probably you, asked " + page.name() + " to send incident updates to this address.",
                        "It receives them already; there is nothing to do.",
                        "If you want to be told of something else, or of nothing any more, you can change it:"),
                MANAGE.marker(),
                "Change or end your subscription",
                "If it was not you who asked, ignore this message. To leave at once: " + UNSUBSCRIBE.marker());
        return direct(page, "You are subscribed already", view);
    }

    MailTemplate code(Notice.Page page) {
        var view = new DirectView(
                page.name(),
                address(page) + "/",
                "Your code",
                List.of(
                        "Somebody, probably you, wants to see the subscription of this address to updates of "
                                + page.name() + ".",
                        "The code, good for 15 minutes: " + CODE.marker(),
                        "Instead of typing it you can use this link:"),
                MANAGE.marker(),
                "Open your subscription",
                "If it was not you, ignore this message, and tell nobody the code.");
        return direct(page, "Your code", view);
    }

    MailTemplate unlock(Notice.Page page) {
        var view = new DirectView(
                page.name(),
                address(page) + "/",
                "Somebody wants to change this subscription",
                List.of(
                        "The subscription of this address to updates of " + page.name()
                                + " is locked, because several people read the address. Somebody who reads it wants to change or end it.",
                        "Whoever uses this link, good for one day, unlocks it for all of you:"),
                UNLOCK.marker(),
                "Unlock the subscription",
                "If nobody should, ignore this message: without the link nothing changes.");
        return direct(page, "Somebody wants to change this subscription", view);
    }

    /** @param host of the endpoint; its path may be a secret */
    MailTemplate webhookQuarantined(Notice.Page page, String host) {
        var home = address(page) + "/";
        var view = new DirectView(
                page.name(),
                home,
                "A webhook has been switched off",
                List.of(
                        "Your endpoint on " + host + " has refused or missed the updates of " + page.name()
                                + " again and again.",
                        "Nothing more is sent to it. Once it answers again, switch it on again; after 90 days it is forgotten."),
                MANAGE.marker(),
                "Switch it on again",
                "You receive this because your address was given as the contact of this endpoint.");
        return direct(page, "A webhook has been switched off", view);
    }

    MailTemplate webhookRotated(Notice.Page page, String host) {
        var view = new DirectView(
                page.name(),
                address(page) + "/",
                "A webhook has a new secret",
                List.of(
                        "The secret that signs what " + page.name() + " sends to your endpoint on " + host
                                + " was renewed.",
                        "For a day, messages are signed with the secret before, too; after that your receiver has to know the new one.",
                        "Only whoever renewed it has seen it. If that was neither you nor the team of the page, renew it again:"),
                MANAGE.marker(),
                "Look at the webhook",
                "You receive this because your address was given as the contact of this endpoint.");
        return direct(page, "A webhook has a new secret", view);
    }

    private MailTemplate direct(Notice.Page page, String subject, DirectView view) {
        return compile(page, subject, view.text(), html("notification/direct.jte", view));
    }

    private MailTemplate compile(Notice.Page page, String about, String text, String html) {
        var draft = new MailDraft(page.name(), from, "[" + page.name() + "] " + about, text, html);
        return MailTemplate.compile(draft, SLOTS);
    }

    private String address(Notice.Page page) {
        return links.page(page.subdomain(), page.domain());
    }

    private static String html(String template, Object view) {
        return new String(Templates.render(template, view), StandardCharsets.UTF_8);
    }
}
