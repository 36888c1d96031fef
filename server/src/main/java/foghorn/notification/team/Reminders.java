package foghorn.notification.team;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.notification.team.UnfinishedRepository.Found;
import foghorn.organization.ReminderService;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A page's reminders in one transaction: kept in step with what is unfinished, and written to the team when they are due. */
final class Reminders {
    private final Tx tx;
    private final PageId page;
    private final ReminderService team;
    private final ReminderRepository reminders;

    Reminders(Tx tx, PageId page, ReminderService team) {
        this.tx = tx;
        this.page = page;
        this.team = team;
        this.reminders = new ReminderRepository(tx, page);
    }

    private record Subject(Unfinished.Kind kind, String id) {
        static Subject of(Unfinished unfinished) {
            return new Subject(unfinished.kind(), unfinished.id());
        }
    }

    /** Takes in what has come to be unfinished and forgets what is done; what was known goes on. */
    void keepInStep() {
        var known = reminders.all().stream().collect(Collectors.toMap(Subject::of, Function.identity()));
        for (var found : new UnfinishedRepository(tx, page).all()) {
            var before = Optional.ofNullable(known.remove(Subject.of(found.unfinished())));
            if (!before.equals(Optional.of(found.unfinished()))) {
                reminders.put(found.unfinished(), first(found));
            }
        }
        known.values().forEach(reminders::remove);
    }

    private static Optional<Instant> first(Found found) {
        return found.unfinished().firstAfter(found.changedAt());
    }

    /** Writes to the team of all that is due: once of each thing, however much of it was due meanwhile. */
    void remind() {
        for (var unfinished : reminders.due()) {
            unfinished
                    .newestDue(tx.now())
                    .filter(hour -> unfinished
                            .at(hour)
                            .plus(unfinished.kind().usefulFor())
                            .isAfter(tx.now()))
                    .ifPresent(hour -> write(unfinished, hour));
            reminders.put(unfinished, unfinished.firstAfter(tx.now()));
        }
    }

    private void write(Unfinished unfinished, int hour) {
        var kind = unfinished.kind();
        var people = team.recipientsWithin(tx, page, kind.needed(), kind.reminder());
        var mails = new TeamMailRepository(tx);
        people.forEach(account -> mails.insert(page, Ids.next(), account, unfinished, hour));
        new AuditLog(tx)
                .record(
                        "team.reminded",
                        unfinished.id(),
                        Map.of("of", unfinished.kind().wire(), "hours", hour, "people", people.size()));
    }
}
