package foghorn.console;

import foghorn.kit.id.Ids;
import foghorn.kit.mail.Envelope;
import foghorn.kit.mail.MailDraft;
import foghorn.kit.mail.MailOutcome;
import foghorn.kit.mail.MailRecipient;
import foghorn.kit.mail.MailSlot;
import foghorn.kit.mail.MailTemplate;
import foghorn.kit.web.Templates;
import foghorn.organization.Invitation.Sendable;
import foghorn.organization.web.InvitationMailer;
import foghorn.signin.web.JoinController;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mails the link of an invitation while the person who invites waits for the answer: whether the message has left is told at once, and
 * sending it again is theirs. It goes out in the name of the organization's first page, whether or not they may see that.
 */
final class InvitationMails implements InvitationMailer {
    private static final MailSlot LINK = MailSlot.fresh();

    private final ConsoleRoom.Needs needs;

    InvitationMails(ConsoleRoom.Needs needs) {
        this.needs = needs;
    }

    @Override
    public Sent send(Call call, Sendable invitation) {
        var link = needs.links().console() + JoinController.LINK + invitation.secret();
        var transport = needs.post().transport();
        if (!transport.leavesTheMachine()) {
            return new Sent.ByHand(link);
        }
        try {
            var job = new Call(new Actor.Job(call.organization(), "invitation"), call.requestId());
            boolean taken = transport.send(envelope(job, invitation), message(job, invitation, link))
                    instanceof MailOutcome.Accepted;
            return taken ? new Sent.ByMail() : new Sent.NotTaken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent.NotTaken();
        }
    }

    private Envelope envelope(Call call, Sendable invitation) {
        var page = needs.pages().list(call).getFirst().id();
        return new Envelope(
                call.organization(),
                page,
                needs.post().sender().address(),
                invitation.invitation().address());
    }

    private byte[] message(Call call, Sendable invitation, String link) {
        var organization = needs.organization().organizations().find(call).name();
        var recipient = new MailRecipient(
                invitation.invitation().address(),
                messageId(),
                needs.time().instant(),
                Optional.empty(),
                Optional.empty(),
                Map.of(LINK, link));
        return MailTemplate.compile(draft(organization), List.of(LINK)).forRecipient(recipient);
    }

    private String messageId() {
        return "<" + Ids.next() + Ids.next() + "@"
                + needs.post().sender().address().domain() + ">";
    }

    private MailDraft draft(String organization) {
        var view = new InvitationMailView(organization, needs.links().console() + "/console", LINK.toString());
        var html = new String(Templates.render("organization/invitation-mail.jte", view), StandardCharsets.UTF_8);
        return new MailDraft(organization, needs.post().sender().address(), view.title(), view.text(), html);
    }
}
