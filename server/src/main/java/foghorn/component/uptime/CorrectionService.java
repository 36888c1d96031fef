package foghorn.component.uptime;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.PageComponents;
import foghorn.component.uptime.ComponentDays.Corrected;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Says for how long a component was down on a day that is over, where its history tells it wrong; and takes that back. */
public final class CorrectionService {
    private static final int MAX_REASON = 500;

    private final Database database;

    CorrectionService(Database database) {
        this.database = database;
    }

    /** A component whose uptime is shown, with what is known of it. */
    private record Watched(Component component, UptimeHistory measured, ZoneId zone, LocalDate today) {
        Downtime measured(LocalDate day) {
            return measured.over(day, day, zone);
        }
    }

    /** The days of a month, or of the nearest one of which something is known; without a wish of the present month. */
    public ComponentDays month(Call call, PageId page, ComponentId id, Optional<YearMonth> wish) {
        return database.readPage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var watched = require(tx, page, id);
            var first = YearMonth.from(watched.measured().from().atZone(watched.zone()));
            var last = YearMonth.from(watched.today());
            var month = nearest(wish.orElse(last), first, last);
            var corrected = new UptimeRepository(tx, page).corrected(id, month.atDay(1), month.atEndOfMonth());
            var days = watched.measured().days(month.atDay(1), month.atEndOfMonth(), watched.zone()).reversed().stream()
                    .filter(day -> day.downtime().isKnown())
                    .map(day -> new ComponentDays.Day(
                            day.day(),
                            day.downtime(),
                            Optional.ofNullable(corrected.get(day.day())),
                            day.day().isBefore(watched.today())))
                    .toList();
            return new ComponentDays(watched.component(), Uptimes.rule(tx, page), month, first, last, days);
        });
    }

    private static YearMonth nearest(YearMonth wish, YearMonth first, YearMonth last) {
        if (first.isAfter(last) || wish.isAfter(last)) {
            return last;
        }
        return wish.isBefore(first) ? first : wish;
    }

    /**
     * Corrects a day, also one that was corrected before. Nothing is written if nothing differs; what somebody else has said of the day since
     * it was looked at is not overwritten unseen.
     */
    public void correct(Call call, PageId page, ComponentId id, NewCorrection command) {
        database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var watched = require(tx, page, id);
            requireOver(command.day(), watched);
            var measured = watched.measured(command.day());
            check(command, measured);
            var figures = figures(command.majorMinutes(), command.partialMinutes());
            var reason = reason(command);
            var repository = new UptimeRepository(tx, page);
            var before = repository.corrected(id, command.day());
            if (before.filter(one -> one.saysAs(figures, reason)).isEmpty()) {
                requireSeen(command.seen(), before);
                var after = new Corrected(figures, reason, tx.now());
                repository.save(id, command.day(), after);
                record(tx, watched, command.day(), before.orElseGet(() -> asMeasured(tx, measured)), after);
            }
            return before;
        });
    }

    /**
     * A day as somebody has looked at it.
     *
     * @param seen its {@link ComponentDays.Day#version version}
     */
    public record SeenDay(LocalDate day, String seen) {}

    /** Lets the history speak for a day again. Nothing is written if it does already; an unseen correction is not taken back. */
    public void undo(Call call, PageId page, ComponentId id, SeenDay command) {
        database.changePage(call, page, Permission.MANAGE_COMPONENTS, tx -> {
            var watched = require(tx, page, id);
            var repository = new UptimeRepository(tx, page);
            var day = command.day();
            var before = repository.corrected(id, day);
            before.ifPresent(correction -> {
                requireSeen(command.seen(), before);
                repository.delete(id, day);
                record(tx, watched, day, correction, asMeasured(tx, watched.measured(day)));
            });
            return before;
        });
    }

    private static void requireSeen(String seen, Optional<Corrected> present) {
        if (!seen.equals(present.map(Corrected::version).orElse(Corrected.NONE))) {
            throw new Problem.Conflict("Somebody else has corrected this day in the meantime.");
        }
    }

    private static Watched require(Tx tx, PageId page, ComponentId id) {
        var component = new PageComponents(tx, page).find(id).orElseThrow(() -> new Problem.NotFound("component"));
        var zone = new UptimeRepository(tx, page).zone();
        var history = new Uptimes(tx, page, zone).measured(LocalDate.EPOCH, List.of(id.value()));
        return new Watched(
                component,
                Optional.ofNullable(history.get(id.value())).orElseThrow(() -> new Problem.NotFound("uptime")),
                zone,
                tx.now().atZone(zone).toLocalDate());
    }

    private static void requireOver(LocalDate day, Watched watched) {
        if (!day.isBefore(watched.today())) {
            throw new Problem.Invalid("day", "is not over yet");
        }
    }

    private static void check(NewCorrection command, Downtime measured) {
        if (!measured.isKnown()) {
            throw new Problem.Invalid("day", "is before the component's history begins");
        }
        if (command.majorMinutes() < 0) {
            throw new Problem.Invalid("major_minutes", "must not be less than 0");
        }
        if (command.partialMinutes() < 0) {
            throw new Problem.Invalid("partial_minutes", "must not be less than 0");
        }
        long known = measured.known().toMinutes();
        if ((long) command.majorMinutes() + command.partialMinutes() > known) {
            throw new Problem.Invalid(
                    "major_minutes", "and of partial outage are more than the " + known + " minutes known of this day");
        }
    }

    private static String reason(NewCorrection command) {
        var reason = command.reason().strip();
        if (reason.isEmpty()) {
            throw new Problem.Invalid("reason", "must be given");
        }
        if (reason.length() > MAX_REASON) {
            throw new Problem.Invalid("reason", "must have at most " + MAX_REASON + " characters");
        }
        return reason;
    }

    private static Correction figures(int majorMinutes, int partialMinutes) {
        return new Correction(Duration.ofMinutes(partialMinutes), Duration.ofMinutes(majorMinutes));
    }

    private static Corrected asMeasured(Tx tx, Downtime measured) {
        return new Corrected(new Correction(measured.partial(), measured.major()), "", tx.now());
    }

    private static void record(Tx tx, Watched watched, LocalDate day, Corrected before, Corrected after) {
        var component = watched.component();
        var differences = new Differences()
                .of(
                        "major_minutes",
                        before.figures().major().toMinutes(),
                        after.figures().major().toMinutes())
                .of(
                        "partial_minutes",
                        before.figures().partial().toMinutes(),
                        after.figures().partial().toMinutes())
                .ofText("reason", before.reason(), after.reason());
        var details = new LinkedHashMap<>(differences.on(component.name()));
        details.put("day", day.toString());
        new AuditLog(tx).record("component.uptime_corrected", component.id().value(), details);
        new Outbox(tx).append(component.pageId(), new UptimeCorrected(component.id(), day.toString()));
    }
}
