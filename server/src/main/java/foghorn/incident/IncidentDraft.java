package foghorn.incident;

import foghorn.component.ComponentStatus;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An incident while it is being made or changed; holds the rules that one field has for another. */
final class IncidentDraft {
    private final IncidentId id;
    private final PageId page;
    private final Instant startedAt;
    private final int version;
    private final Instant createdAt;
    private final Instant updatedAt;
    private String name;
    private IncidentStatus status;
    private IncidentImpact worst = IncidentImpact.NONE;
    private Optional<IncidentImpact> override = Optional.empty();
    private boolean backfilled;
    private Optional<Metadata> metadata = Optional.empty();
    private Optional<ReminderIntervals> reminders = Optional.empty();
    private Milestones milestones = new Milestones(Optional.empty(), Optional.empty());
    private Optional<Instant> nextUpdateAt = Optional.empty();
    private Optional<Maintenance> maintenance = Optional.empty();

    private IncidentDraft(Incident present) {
        this.id = present.id();
        this.page = present.pageId();
        this.startedAt = present.startedAt();
        this.version = present.version();
        this.createdAt = present.createdAt();
        this.updatedAt = present.updatedAt();
        this.name = present.name();
        this.status = present.status();
        this.worst = present.worstImpact();
        this.override = present.impactOverride();
        this.backfilled = present.backfilled();
        this.metadata = present.metadata();
        this.reminders = present.reminderIntervals();
        this.milestones = new Milestones(present.monitoringAt(), present.resolvedAt());
        this.nextUpdateAt = present.nextUpdateAt();
        this.maintenance = present.maintenance();
    }

    private IncidentDraft(PageId page, String name, IncidentStatus status, Instant startedAt) {
        this.id = IncidentId.next();
        this.page = page;
        this.startedAt = startedAt;
        this.version = 1;
        this.createdAt = startedAt;
        this.updatedAt = startedAt;
        this.name = IncidentRules.name(name);
        this.status = status;
    }

    static IncidentDraft of(Incident present) {
        return new IncidentDraft(present);
    }

    /** A new incident; its times of creation are the transaction's, set by the database row. */
    static IncidentDraft begun(PageId page, String name, IncidentStatus status, Instant startedAt) {
        return new IncidentDraft(page, name, status, startedAt);
    }

    IncidentId id() {
        return id;
    }

    IncidentStatus status() {
        return status;
    }

    Instant startedAt() {
        return startedAt;
    }

    Optional<Maintenance> maintenance() {
        return maintenance;
    }

    Optional<Instant> nextUpdateAt() {
        return nextUpdateAt;
    }

    IncidentDraft with(IncidentOptions options) {
        override = options.impactOverride();
        metadata = options.metadata();
        return this;
    }

    IncidentDraft reminding(Optional<ReminderIntervals> intervals) {
        reminders = intervals;
        return this;
    }

    /** Promises the next update; what is over promises nothing. */
    IncidentDraft promising(Optional<Instant> at) {
        nextUpdateAt = status.isOver() ? Optional.empty() : at;
        return this;
    }

    /** A new plan, with all that it does by itself. @param isTold whether subscribers are told of it now */
    IncidentDraft planned(Maintenance plan, Instant now, boolean isTold) {
        maintenance = Optional.of(plan.with(DueSteps.of(plan, now, isTold)));
        return this;
    }

    /** Another one has its place in the series. */
    IncidentDraft outOfSeries() {
        maintenance = maintenance.map(plan -> plan.in(Optional.empty()));
        return this;
    }

    /** Somebody has changed the text that announces it, for the next ones too. */
    IncidentDraft reworded() {
        return saying(SeriesWords::reworded);
    }

    private IncidentDraft saying(UnaryOperator<SeriesWords> change) {
        maintenance = maintenance.map(plan ->
                plan.in(plan.series().map(series -> series.saying(change.apply(series.words())))));
        return this;
    }

    /** A reminder before the begin went out. */
    IncidentDraft reminded(Instant at) {
        maintenance = maintenance.map(plan -> plan.remindedAt(at));
        return this;
    }

    /** No reminder before the begin goes out any more. */
    IncidentDraft unreminded() {
        maintenance = maintenance.map(plan -> plan.with(plan.due().reminding(Optional.empty())));
        return this;
    }

    IncidentDraft backfilled() {
        backfilled = true;
        return this;
    }

    /** Takes over what a patch says of the incident itself; status, promise and components come with the posting. */
    IncidentDraft patched(IncidentPatch patch, Instant now) {
        var before = name;
        name = patch.name().map(IncidentRules::name).on(name);
        override = patch.impactOverride().on(override);
        metadata = patch.metadata().on(metadata);
        reminders = patch.reminderIntervals().on(reminders);
        if (maintenance.isEmpty() && patch.maintenance().movesWindow()) {
            throw new Problem.Invalid("incident.scheduled_for", "belongs to a scheduled maintenance only");
        }
        if (maintenance.isEmpty()
                && patch.maintenance().recurrence().on(Optional.empty()).isPresent()) {
            throw new Problem.Invalid("incident.recurrence", "belongs to a scheduled maintenance only");
        }
        if (maintenance.isPresent() && reminders.isPresent()) {
            throw new Problem.Invalid("incident.reminder_intervals", "do not belong to a scheduled maintenance");
        }
        boolean isTold = patch.posts(status) && patch.notifies();
        maintenance = maintenance.map(plan -> patch.maintenance().on(plan, now, isTold));
        if (patch.maintenance().nameOfEach().isSet()) {
            return saying(words -> words.named(patch.maintenance().nameOfEach().on("")));
        }
        return name.equals(before) ? this : saying(SeriesWords::renamed);
    }

    /** Moves along the incident's own status line. */
    IncidentDraft moved(IncidentStatus to) {
        if (to.isScheduledKind() != status.isScheduledKind()) {
            throw new Problem.Invalid(
                    "incident.status",
                    status.isScheduledKind()
                            ? "must be scheduled, in_progress, verifying or completed for a maintenance"
                            : "must be investigating, identified, monitoring or resolved for an incident");
        }
        status = to;
        return this;
    }

    /** The affected components have these statuses now; the impact may rise by it. */
    IncidentDraft affecting(Collection<ComponentStatus> statuses) {
        worst = ImpactRules.worst(status, worst, statuses);
        return this;
    }

    IncidentDraft reaching(Milestones reached) {
        milestones = reached;
        return this;
    }

    Incident build() {
        return new Incident(
                id,
                page,
                name,
                status,
                ImpactRules.shown(worst, override),
                worst,
                override,
                backfilled,
                metadata,
                reminders,
                startedAt,
                milestones.monitoringAt(),
                milestones.resolvedAt(),
                nextUpdateAt,
                maintenance.map(plan -> plan.with(plan.due().in(status))),
                version,
                createdAt,
                updatedAt);
    }
}
