package foghorn.notification.team;

import foghorn.kit.db.Database;
import foghorn.kit.due.DueWork;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.MailTransport;
import foghorn.notification.team.DirectoryRepository.Place;
import foghorn.organization.Accounts;
import foghorn.organization.ReminderService;
import foghorn.page.PageLinks;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reminds teams by mail of what is unfinished: by stored times, once however many nodes look, and after downtime of the newest alone. */
public final class TeamRoom {
    private static final Logger LOG = LoggerFactory.getLogger(TeamRoom.class);

    /** Pages, or mails, taken in one round. */
    private static final int MOST = 100;

    /** How long a mail is remembered. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Needs needs;
    private final Database database;
    private final TeamMails mails;

    /**
     * What the room needs of others.
     *
     * @param sender whom mails come from
     */
    public record Needs(
            Database database,
            ReminderService team,
            Accounts accounts,
            MailTransport transport,
            MailSender sender,
            PageLinks links) {}

    public TeamRoom(Needs needs) {
        this.needs = needs;
        this.database = needs.database();
        this.mails = new TeamMails(needs);
    }

    /** Finds what is due, on one node. */
    public DueWork reminding(BooleanSupplier clockIsRight) {
        return new DueWork("team-reminders", clockIsRight, List.of(this::keepInStep, this::remind));
    }

    /** Sends what was found; a mail server that does not answer keeps nothing else waiting. */
    public DueWork sending(BooleanSupplier clockIsRight) {
        return new DueWork("team-mails", clockIsRight, List.of(this::send));
    }

    /** Forgets mails of long ago. */
    public void sweep(Supplier<List<OrganizationId>> organizations) {
        for (var organization : organizations.get()) {
            database.change(call(organization), tx -> {
                new TeamMailRepository(tx).forget(tx.now().minus(KEPT));
                return null;
            });
        }
    }

    void keepInStep() {
        database.installation(handle -> new DirectoryRepository(handle).changed(MOST))
                .forEach(place -> alone(place, this::keepInStep));
    }

    private void keepInStep(Place place) {
        database.change(call(place.organization()), tx -> {
            var rows = new ReminderRepository(tx, place.page());
            if (rows.lock()) {
                // Read first: what is committed from here on is looked at again.
                long seq = rows.pageSeq();
                new Reminders(tx, place.page(), needs.team()).keepInStep();
                rows.moveCursor(seq);
            }
            return null;
        });
    }

    void remind() {
        database.installation(handle -> new DirectoryRepository(handle).dueReminders(database.now(), MOST))
                .forEach(place -> alone(place, this::remind));
    }

    private void remind(Place place) {
        database.change(call(place.organization()), tx -> {
            if (new ReminderRepository(tx, place.page()).lock()) {
                new Reminders(tx, place.page(), needs.team()).remind();
            }
            return null;
        });
    }

    void send() {
        var due = database.installation(handle -> new DirectoryRepository(handle).dueMails(database.now(), MOST));
        for (var mail : due) {
            alone(mail.place(), place -> {
                try {
                    mails.send(call(place.organization()), mail.id());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @FunctionalInterface
    private interface Work {
        void at(Place place);
    }

    /** What goes wrong with one page keeps no other waiting; a lost database is no page's fault. */
    private static void alone(Place place, Work work) {
        try {
            work.at(place);
        } catch (Problem.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The team of page {} cannot be reminded; it is tried again", place.page(), e);
        }
    }

    private static Call call(OrganizationId organization) {
        return new Call(new Actor.Job(organization, "reminder"), "job-" + Ids.next());
    }
}
