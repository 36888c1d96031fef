package foghorn.organization;

import foghorn.kit.db.Tx;
import foghorn.tenant.AccountId;
import foghorn.tenant.TeamMemberId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL for what people on the team do not want to be reminded of; lives as long as one transaction. */
final class ReminderChoiceRepository {
    private final Tx tx;

    ReminderChoiceRepository(Tx tx) {
        this.tx = tx;
    }

    /** What somebody wants; all of it for whoever is not on the team. */
    Set<ReminderOf> wanted(TeamMemberId id) {
        var wanted = EnumSet.allOf(ReminderOf.class);
        tx.createQuery("""
                select unnest(unwanted_reminders) from team_member
                 where organization_id = :organizationId and id = :id and deleted_at is null
                """)
                .bind("id", id.value())
                .mapTo(String.class)
                .forEach(wire -> ReminderOf.of(wire).ifPresent(wanted::remove));
        return wanted;
    }

    void save(TeamMemberId id, Set<ReminderOf> wanted) {
        tx.createUpdate("""
                update team_member set unwanted_reminders = :unwanted
                 where organization_id = :organizationId and id = :id and deleted_at is null
                """)
                .bind("id", id.value())
                .bindArray(
                        "unwanted",
                        String.class,
                        Arrays.stream(ReminderOf.values())
                                .filter(of -> !wanted.contains(of))
                                .map(ReminderOf::wire)
                                .toList())
                .execute();
    }

    /** Whoever does not want to be reminded of this. */
    Set<AccountId> without(ReminderOf of) {
        return tx
                .createQuery("""
                select account_id from team_member
                 where organization_id = :organizationId and deleted_at is null and :reminder = any(unwanted_reminders)
                """)
                .bind("reminder", of.wire())
                .map((row, context) -> new AccountId(row.getString("account_id")))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
