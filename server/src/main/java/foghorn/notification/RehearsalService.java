package foghorn.notification;

import foghorn.audit.AuditLog;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.limit.Limit;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.Account;
import foghorn.organization.Accounts;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An incident that is nowhere and of which nobody hears but whoever tries it: so that a team sees what its subscribers will read before
 * there is one.
 */
public final class RehearsalService {
    /** How often a person may try. */
    static final Limit PER_PERSON = new Limit("rehearsal", 20, Duration.ofHours(1));

    private static final String ACTION = "incident.rehearsed";
    private static final String NAME = "Test incident";
    private static final String BODY = """
            This is a test, and you alone receive it. Nothing is on the page, and no subscriber was told.

            In earnest, your subscribers read here what is wrong, what you are doing about it, and when you will write again.""";

    private final Database database;
    private final Accounts accounts;
    private final Limits limits;

    public RehearsalService(Database database, Accounts accounts, Limits limits) {
        this.database = database;
        this.accounts = accounts;
        this.limits = limits;
    }

    /** What is to be told to whom. */
    public record Rehearsal(EmailAddress to, Notice notice) {}

    /** The address of the calling person, to whom it would be sent. */
    public EmailAddress recipient(Call call, PageId page) {
        return database.readPage(call, page, Permission.MANAGE_INCIDENTS, this::address);
    }

    /** Writes down that somebody tries, and returns what they are to be told; whoever calls this sends it. */
    public Rehearsal rehearse(Call call, PageId page) {
        limits.take(PER_PERSON, account(call).value());
        return database.changePage(call, page, Permission.MANAGE_INCIDENTS, tx -> {
            var facts = new NoticeRepository(tx).page(page.value());
            new AuditLog(tx).record(ACTION, page.value(), Map.of("name", facts.name()));
            return new Rehearsal(address(tx), notice(tx, facts));
        });
    }

    /** Whether somebody has tried on this page, as far as the newest part of the activity tells. */
    public boolean isRehearsed(Call call, PageId page) {
        return database.readPage(
                call, page, Permission.VIEW_PAGE, tx -> new AuditLog(tx).hasRecent(ACTION, page.value()));
    }

    private EmailAddress address(Tx tx) {
        return accounts.find(tx.handle(), account(tx.call()))
                .map(Account::address)
                .orElseThrow(() -> new Problem.NotFound("account"));
    }

    private static AccountId account(Call call) {
        if (call.actor() instanceof Actor.TeamMember member) {
            return member.account();
        }
        throw new Problem.Forbidden("Only people can try what people read.");
    }

    private static Notice notice(Tx tx, Notice.Page page) {
        var update = new Notice.Update(
                Realtime.INVESTIGATING, BODY, tx.now(), Optional.of(tx.now().plus(Duration.ofMinutes(30))));
        return new Notice(
                Ids.next(),
                Notice.Kind.OPENED,
                tx.now(),
                page,
                new IncidentId(Ids.next()),
                NAME,
                NAME,
                IncidentImpact.MINOR,
                List.of(),
                Optional.empty(),
                update,
                List.of());
    }
}
