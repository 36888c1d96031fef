package foghorn.organization;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.tenant.AccountId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Of what the people on a team are reminded. Everybody chooses for themselves, and nobody for others. */
public final class ReminderService {
    private final Database database;
    private final TeamService team;

    ReminderService(Database database, TeamService team) {
        this.database = database;
        this.team = team;
    }

    /** What the caller wants to be reminded of. */
    public Set<ReminderOf> wanted(Call call) {
        var self = call.actor().requireTeamMember().id();
        return database.read(call, tx -> new ReminderChoiceRepository(tx).wanted(self));
    }

    /** From the next reminder on the caller is reminded of this and nothing else. */
    public void choose(Call call, Set<ReminderOf> wanted) {
        var self = call.actor().requireTeamMember().id();
        database.change(call, tx -> {
            var choices = new ReminderChoiceRepository(tx);
            var before = choices.wanted(self);
            choices.save(self, wanted);
            new AuditLog(tx)
                    .record(
                            "team_member.reminders_chosen",
                            self.value(),
                            new Differences()
                                    .of("reminders", words(before), words(wanted))
                                    .onSomebody());
            return null;
        });
    }

    private static String words(Set<ReminderOf> reminders) {
        return reminders.stream().sorted().map(ReminderOf::wire).collect(Collectors.joining(", "));
    }

    /** The accounts of those on the team who may do this on a page and want to be reminded of it. */
    public List<AccountId> recipientsWithin(Tx tx, PageId page, Permission permission, ReminderOf of) {
        var without = new ReminderChoiceRepository(tx).without(of);
        return team.mayWithin(tx, page, permission).stream()
                .filter(account -> !without.contains(account))
                .toList();
    }
}
