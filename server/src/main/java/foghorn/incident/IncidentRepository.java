package foghorn.incident;

import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** SQL for {@code incident}; lives as long as one transaction and knows one page. */
final class IncidentRepository {
    private static final String LIVE = """
            select i.* from incident i
             where i.organization_id = :organizationId
               and i.page_id = :page
               and i.deleted_at is null
            """;

    private final Tx tx;
    private final PageId page;

    IncidentRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    Optional<Incident> find(IncidentId id) {
        return query(LIVE + " and i.id = :id")
                .bind("id", id.value())
                .map((row, context) -> toIncident(row))
                .findOne();
    }

    List<Incident> list(IncidentList which, Paging paging) {
        return part(LIVE + " and " + which.condition(), which, paging)
                .map((row, context) -> toIncident(row))
                .list();
    }

    private Query part(String sql, IncidentList which, Paging paging) {
        paging.after().ifPresent(this::requireKnown);
        var behind = paging.after().map(id -> " and " + which.behind()).orElse("");
        return query(sql + behind + " order by " + which.order() + " limit :limit offset :offset")
                .bind("limit", paging.limit())
                .bind("offset", paging.offset())
                .bind("after", paging.after());
    }

    /** Deleted incidents stay, so that a list goes on behind them. */
    private void requireKnown(String id) {
        boolean isKnown = query("""
                select exists (select from incident
                                where organization_id = :organizationId and page_id = :page and id = :id)
                """).bind("id", id).mapTo(Boolean.class).one();
        if (!isKnown) {
            throw Paging.gone();
        }
    }

    long count(IncidentList which) {
        return query("select count(*) from (" + LIVE + " and " + which.condition() + ") listed")
                .mapTo(Long.class)
                .one();
    }

    /** Whether one of them was written here rather than imported. */
    boolean hasOwn() {
        return query("select exists (" + LIVE + """
                   and not exists (select from import_origin o
                                    where o.organization_id = i.organization_id
                                      and o.page_id = i.page_id
                                      and o.kind = 'incident'
                                      and o.our_id = i.id))
                """).mapTo(Boolean.class).one();
    }

    /** Those of these that are there, in this order. */
    List<Incident> find(List<IncidentId> ids) {
        return query(LIVE + " and i.id = any(:ids) order by array_position(cast(:ids as text[]), cast(i.id as text))")
                .bindArray(
                        "ids", String.class, ids.stream().map(IncidentId::value).toArray())
                .map((row, context) -> toIncident(row))
                .list();
    }

    /** The names of those among these ids that are incidents of the organization and not deleted. */
    static Map<String, String> names(Tx tx, Collection<String> ids) {
        return tx
                .createQuery("""
                select id, name from incident
                 where organization_id = :organizationId and id = any(:ids) and deleted_at is null
                """)
                .bindArray("ids", String.class, List.copyOf(ids))
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Inserts an incident that has one update. */
    void insert(Incident incident) {
        bind(incident, tx.createUpdate("""
                insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst, impact_override,
                                      backfilled, metadata, reminder_intervals, started_at, monitoring_at, resolved_at,
                                      next_update_at, scheduled_for, scheduled_until, scheduled_reminders,
                                      scheduled_reminded_at, scheduled_auto_in_progress, scheduled_auto_completed,
                                      auto_transition_to_maintenance_state, auto_transition_to_operational_state,
                                      auto_transition_deliver_notifications_at_start,
                                      auto_transition_deliver_notifications_at_end, remind_at, begin_at, complete_at,
                                      recurrence, recurrence_from, recurrence_slot, recurrence_name, recurrence_body,
                                      due_at, update_seq, created_at, updated_at)
                values (:organizationId, :page, :id, :kind, :name, :status, :impact, :worst, :override,
                        :backfilled, cast(:metadata as json), :reminders, :startedAt, :monitoringAt, :resolvedAt,
                        :nextUpdateAt, :scheduledFor, :scheduledUntil, cast(:remindersBefore as integer[]),
                        :remindedAt, :autoInProgress, :autoCompleted,
                        :toMaintenance, :toOperational, :notifyAtStart, :notifyAtEnd, :remindAt, :beginAt, :completeAt,
                        :recurrence, :recurrenceFrom, :recurrenceSlot, :recurrenceName, :recurrenceBody, :dueAt, 1, :now, :now)
                """)).execute();
    }

    /** Gives an imported incident the times of its source. */
    void keepTimes(Incident incident) {
        tx.createUpdate("""
                update incident
                   set created_at = :createdAt, updated_at = :updatedAt
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """)
                .bind("page", page.value())
                .bind("id", incident.id().value())
                .bind("createdAt", incident.createdAt())
                .bind("updatedAt", incident.updatedAt())
                .execute();
    }

    void save(Incident incident) {
        bind(incident, tx.createUpdate("""
                update incident
                   set name = :name, status = :status, impact = :impact, impact_worst = :worst, impact_override = :override,
                       metadata = cast(:metadata as json), reminder_intervals = :reminders,
                       monitoring_at = :monitoringAt, resolved_at = :resolvedAt, next_update_at = :nextUpdateAt,
                       scheduled_for = :scheduledFor, scheduled_until = :scheduledUntil,
                       scheduled_reminders = cast(:remindersBefore as integer[]), scheduled_reminded_at = :remindedAt,
                       scheduled_auto_in_progress = :autoInProgress, scheduled_auto_completed = :autoCompleted,
                       auto_transition_to_maintenance_state = :toMaintenance,
                       auto_transition_to_operational_state = :toOperational,
                       auto_transition_deliver_notifications_at_start = :notifyAtStart,
                       auto_transition_deliver_notifications_at_end = :notifyAtEnd,
                       remind_at = :remindAt, begin_at = :beginAt, complete_at = :completeAt, due_at = :dueAt,
                       recurrence = :recurrence, recurrence_from = :recurrenceFrom, recurrence_slot = :recurrenceSlot,
                       recurrence_name = :recurrenceName, recurrence_body = :recurrenceBody,
                       version = version + 1, updated_at = :now
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """)).execute();
    }

    void markDeleted(IncidentId id) {
        tx.createUpdate("""
                update incident
                   set deleted_at = :now, due_at = null, version = version + 1, updated_at = :now
                 where organization_id = :organizationId
                   and page_id = :page
                   and id = :id
                """).bind("page", page.value()).bind("id", id.value()).execute();
    }

    /** The zone in which the page cuts its days. */
    ZoneId pageZone() {
        return query("select time_zone from page where organization_id = :organizationId and id = :page")
                .map((row, context) -> ZoneId.of(row.getString("time_zone")))
                .one();
    }

    private Query query(String sql) {
        return tx.createQuery(sql).bind("page", page.value());
    }

    private <S extends SqlStatement<S>> S bind(Incident incident, S statement) {
        statement
                .bind("page", page.value())
                .bind("id", incident.id().value())
                .bind("kind", incident.status().isScheduledKind() ? "scheduled" : "realtime")
                .bind("name", incident.name())
                .bind("status", incident.status().wire())
                .bind("impact", incident.impact().wire())
                .bind("worst", incident.worstImpact().wire())
                .bind("override", incident.impactOverride().map(IncidentImpact::wire))
                .bind("backfilled", incident.backfilled())
                .bind("metadata", incident.metadata().map(Metadata::json))
                .bind("reminders", incident.reminderIntervals().map(ReminderIntervals::text))
                .bind("startedAt", incident.startedAt())
                .bind("monitoringAt", incident.monitoringAt())
                .bind("resolvedAt", incident.resolvedAt())
                .bind("nextUpdateAt", incident.nextUpdateAt());
        var plan = incident.maintenance();
        var steps = plan.map(Maintenance::due).orElse(DueSteps.none());
        var series = plan.flatMap(Maintenance::series);
        statement
                .bind("recurrence", series.map(its -> its.rule().rule()))
                .bind("recurrenceFrom", series.map(Series::from))
                .bind("recurrenceSlot", series.map(Series::slot))
                .bind("recurrenceName", series.map(Series::words).flatMap(SeriesWords::name))
                .bind("recurrenceBody", series.map(Series::words).flatMap(SeriesWords::body))
                .bind("remindAt", steps.remindAt())
                .bind("beginAt", steps.beginAt())
                .bind("completeAt", steps.completeAt())
                .bind("dueAt", steps.next().map(DueSteps.Due::at));
        return statement
                .bind("scheduledFor", plan.map(Maintenance::scheduledFor))
                .bind("scheduledUntil", plan.map(Maintenance::scheduledUntil))
                .bindArray(
                        "remindersBefore",
                        Integer.class,
                        plan.map(Maintenance::reminders)
                                .orElse(RemindersBefore.NONE)
                                .minutes())
                .bind("remindedAt", plan.flatMap(Maintenance::remindedAt))
                .bind("autoInProgress", plan.map(Maintenance::autoInProgress).orElse(false))
                .bind("autoCompleted", plan.map(Maintenance::autoCompleted).orElse(false))
                .bind("toMaintenance", plan.flatMap(Maintenance::autoToMaintenanceState))
                .bind("toOperational", plan.flatMap(Maintenance::autoToOperationalState))
                .bind("notifyAtStart", plan.flatMap(Maintenance::autoNotifyAtStart))
                .bind("notifyAtEnd", plan.flatMap(Maintenance::autoNotifyAtEnd));
    }

    private static Incident toIncident(ResultSet row) throws SQLException {
        return new Incident(
                new IncidentId(row.getString("id")),
                new PageId(row.getString("page_id")),
                row.getString("name"),
                IncidentStatus.parse(row.getString("status")).orElseThrow(),
                IncidentImpact.parse(row.getString("impact")).orElseThrow(),
                IncidentImpact.parse(row.getString("impact_worst")).orElseThrow(),
                text(row, "impact_override").flatMap(IncidentImpact::parse),
                row.getBoolean("backfilled"),
                text(row, "metadata").map(Metadata::new),
                text(row, "reminder_intervals").map(ReminderIntervals::new),
                time(row, "started_at").orElseThrow(),
                time(row, "monitoring_at"),
                time(row, "resolved_at"),
                time(row, "next_update_at"),
                toMaintenance(row),
                row.getInt("version"),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at").orElseThrow());
    }

    private static Optional<Maintenance> toMaintenance(ResultSet row) throws SQLException {
        if (row.getString("kind").equals("realtime")) {
            return Optional.empty();
        }
        return Optional.of(new Maintenance(
                time(row, "scheduled_for").orElseThrow(),
                time(row, "scheduled_until").orElseThrow(),
                new RemindersBefore(
                        List.of((Integer[]) row.getArray("scheduled_reminders").getArray())),
                time(row, "scheduled_reminded_at"),
                row.getBoolean("scheduled_auto_in_progress"),
                row.getBoolean("scheduled_auto_completed"),
                flag(row, "auto_transition_to_maintenance_state"),
                flag(row, "auto_transition_to_operational_state"),
                flag(row, "auto_transition_deliver_notifications_at_start"),
                flag(row, "auto_transition_deliver_notifications_at_end"),
                new DueSteps(time(row, "remind_at"), time(row, "begin_at"), time(row, "complete_at")),
                toSeries(row)));
    }

    private static Optional<Series> toSeries(ResultSet row) throws SQLException {
        var rule = text(row, "recurrence");
        return rule.isEmpty()
                ? Optional.empty()
                : Optional.of(new Series(
                        new Recurrence(rule.get()),
                        time(row, "recurrence_from").orElseThrow(),
                        time(row, "recurrence_slot").orElseThrow(),
                        new SeriesWords(text(row, "recurrence_name"), text(row, "recurrence_body"))));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Boolean> flag(ResultSet row, String column) throws SQLException {
        @Nullable Boolean value = row.getObject(column, Boolean.class);
        return Optional.ofNullable(value);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }
}
