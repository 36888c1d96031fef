package foghorn.notification.team;

import foghorn.kit.db.Database;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.Envelope;
import foghorn.kit.mail.MailDraft;
import foghorn.kit.mail.MailOutcome;
import foghorn.kit.mail.MailRecipient;
import foghorn.kit.mail.MailTemplate;
import foghorn.kit.web.Templates;
import foghorn.notification.team.TeamMailRepository.Claimed;
import foghorn.organization.Account;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends what was written to the team: claimed by one node, sent outside any transaction, and tried again for some hours. */
final class TeamMails {
    /** After the first attempt, the second, and so on; the attempt after the last is the last. */
    private static final List<Duration> RETRIES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2));

    private final TeamRoom.Needs needs;
    private final Database database;

    TeamMails(TeamRoom.Needs needs) {
        this.needs = needs;
        this.database = needs.database();
    }

    private record Post(Claimed mail, Optional<EmailAddress> to) {}

    void send(Call call, String id) throws InterruptedException {
        var post = database.change(
                call,
                tx -> new TeamMailRepository(tx)
                        .claim(id)
                        .map(mail -> new Post(
                                mail,
                                needs.accounts()
                                        .find(tx.handle(), mail.account())
                                        .map(Account::address))));
        if (post.isEmpty()) {
            return;
        }
        var mail = post.get().mail();
        var to = post.get().to();
        if (to.isEmpty() || !mail.isOpen()) {
            record(call, mail, "needless", Optional.empty());
            return;
        }
        var outcome = needs.transport().send(envelope(call.organization(), mail, to.get()), message(mail, to.get()));
        switch (outcome) {
            case MailOutcome.Accepted ignored -> record(call, mail, "sent", Optional.empty());
            case MailOutcome.Refused ignored -> record(call, mail, "failed", Optional.empty());
            case MailOutcome.Deferred ignored -> again(call, mail);
            case MailOutcome.Unknown ignored -> again(call, mail);
        }
    }

    private void again(Call call, Claimed mail) {
        if (mail.attempts() > RETRIES.size()) {
            record(call, mail, "failed", Optional.empty());
        } else {
            record(call, mail, "waiting", Optional.of(RETRIES.get(mail.attempts() - 1)));
        }
    }

    private void record(Call call, Claimed mail, String state, Optional<Duration> again) {
        database.change(call, tx -> {
            new TeamMailRepository(tx).record(mail, state, again.map(tx.now()::plus));
            return null;
        });
    }

    private Envelope envelope(OrganizationId organization, Claimed mail, EmailAddress to) {
        return new Envelope(organization, mail.page(), needs.sender().address(), to);
    }

    private byte[] message(Claimed mail, EmailAddress to) {
        var home = needs.links().page(mail.of().subdomain(), mail.of().domain());
        var view = TeamMailView.of(mail, home, needs.links().console().toString());
        var html = new String(Templates.render("notification/team.jte", view), StandardCharsets.UTF_8);
        var draft = new MailDraft(mail.of().name(), needs.sender().address(), view.title(), view.text(), html);
        var id = "<team-" + mail.id() + "@" + needs.sender().address().domain() + ">";
        return MailTemplate.compile(draft, List.of())
                .forRecipient(new MailRecipient(to, id, mail.at(), Optional.empty(), Optional.empty(), Map.of()));
    }
}
