package foghorn.notification.channel.email;

import foghorn.kit.id.Ids;
import foghorn.kit.mail.Envelope;
import foghorn.kit.mail.MailOutcome;
import foghorn.kit.mail.MailRecipient;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.MailTransport;
import foghorn.notification.RehearsalService.Rehearsal;
import foghorn.page.PageLinks;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.Map;
import java.util.Optional;

/** Mails a rehearsed notice to the one person who tries it, while they wait. */
public final class RehearsalMails {
    private final MailTransport transport;
    private final MailSender sender;
    private final EmailWriter writer;

    public RehearsalMails(MailTransport transport, MailSender sender, PageLinks links) {
        this.transport = transport;
        this.sender = sender;
        this.writer = new EmailWriter(links, sender.address());
    }

    /** Says whether a mail server, or the local inbox, has taken it. */
    public boolean send(OrganizationId organization, PageId page, Rehearsal rehearsal) {
        var envelope = new Envelope(organization, page, sender.address(), rehearsal.to());
        var message = writer.rehearsal(rehearsal.notice())
                .forRecipient(new MailRecipient(
                        rehearsal.to(),
                        "<" + Ids.next() + Ids.next() + "@" + sender.address().domain() + ">",
                        rehearsal.notice().at(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
        try {
            return transport.send(envelope, message) instanceof MailOutcome.Accepted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
