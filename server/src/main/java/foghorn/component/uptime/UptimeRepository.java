package foghorn.component.uptime;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.component.uptime.ComponentDays.Corrected;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** SQL that reads outages out of {@code component_status_history}, and what was said in their place. */
final class UptimeRepository {
    private final Tx tx;
    private final PageId page;

    UptimeRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /**
     * A component whose uptime is shown.
     *
     * @param watchedFrom when its history begins
     */
    record Watched(String id, Optional<LocalDate> startDate, Instant watchedFrom) {}

    /** Those of these components whose uptime is shown. */
    List<Watched> watched(Collection<String> ids) {
        return tx.createQuery("""
                select c.id, c.start_date, h.started_at
                  from component c join component_status_history h on h.component_id = c.id and h.seq = 1
                 where c.organization_id = :organizationId and c.page_id = :page and c.id = any(:ids) and c.deleted_at is null
                   and c.showcase and not c.is_group
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids.toArray())
                .map((row, context) -> new Watched(
                        row.getString("id"),
                        Optional.ofNullable(row.getObject("start_date", LocalDate.class)),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Outages by component, in the order of time; one that is not over ends now. */
    Map<String, List<Outage>> outages(Collection<String> ids, Instant since) {
        record Row(String componentId, Outage outage) {}
        return tx
                .createQuery("""
                select component_id, started_at, greatest(started_at, coalesce(ended_at, :now)) as ended_at, status
                  from component_status_history
                 where organization_id = :organizationId and page_id = :page and status in ('partial_outage', 'major_outage')
                   and (ended_at is null or ended_at > :since) and component_id = any(:ids)
                 order by component_id, seq
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids.toArray())
                .bind("since", since)
                .map((row, context) -> new Row(row.getString("component_id"), outage(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Row::componentId, Collectors.mapping(Row::outage, Collectors.toUnmodifiableList())));
    }

    /** Corrections by component. */
    Map<String, TreeMap<LocalDate, Correction>> corrections(Collection<String> ids, LocalDate since) {
        record Row(String componentId, LocalDate day, Correction correction) {}
        return tx
                .createQuery("""
                select component_id, day, major_minutes, partial_minutes from uptime_correction
                 where organization_id = :organizationId and page_id = :page and component_id = any(:ids) and day >= :since
                """)
                .bind("page", page.value())
                .bindArray("ids", String.class, ids.toArray())
                .bind("since", since)
                .map((row, context) ->
                        new Row(row.getString("component_id"), row.getObject("day", LocalDate.class), correction(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Row::componentId,
                        Collectors.toMap(Row::day, Row::correction, (one, other) -> one, TreeMap::new)));
    }

    /** The corrected ones of a component's days. */
    Map<LocalDate, Corrected> corrected(ComponentId component, LocalDate first, LocalDate last) {
        return tx
                .createQuery("""
                select day, major_minutes, partial_minutes, reason, corrected_at from uptime_correction
                 where organization_id = :organizationId and page_id = :page and component_id = :component
                   and day between :first and :last
                """)
                .bind("page", page.value())
                .bind("component", component.value())
                .bind("first", first)
                .bind("last", last)
                .map((row, context) -> Map.entry(
                        row.getObject("day", LocalDate.class),
                        new Corrected(
                                correction(row),
                                row.getString("reason"),
                                row.getObject("corrected_at", OffsetDateTime.class)
                                        .toInstant())))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What was said of a day. */
    Optional<Corrected> corrected(ComponentId component, LocalDate day) {
        return Optional.ofNullable(corrected(component, day, day).get(day));
    }

    void save(ComponentId component, LocalDate day, Corrected corrected) {
        tx.createUpdate("""
                insert into uptime_correction (organization_id, page_id, component_id, day, major_minutes, partial_minutes, reason,
                                               corrected_at)
                values (:organizationId, :page, :component, :day, :major, :partial, :reason, :now)
                on conflict (component_id, day) do update
                   set major_minutes = excluded.major_minutes, partial_minutes = excluded.partial_minutes,
                       reason = excluded.reason, corrected_at = excluded.corrected_at
                """)
                .bind("page", page.value())
                .bind("component", component.value())
                .bind("day", day)
                .bind("major", corrected.figures().major().toMinutes())
                .bind("partial", corrected.figures().partial().toMinutes())
                .bind("reason", corrected.reason())
                .execute();
    }

    void delete(ComponentId component, LocalDate day) {
        tx.createUpdate("""
                delete from uptime_correction
                 where organization_id = :organizationId and page_id = :page and component_id = :component and day = :day
                """)
                .bind("page", page.value())
                .bind("component", component.value())
                .bind("day", day)
                .execute();
    }

    /** The page's zone. */
    ZoneId zone() {
        return tx.createQuery("select time_zone from page where organization_id = :organizationId and id = :page")
                .bind("page", page.value())
                .map((row, context) -> ZoneId.of(row.getString("time_zone")))
                .one();
    }

    private static Correction correction(ResultSet row) throws SQLException {
        return new Correction(
                Duration.ofMinutes(row.getInt("partial_minutes")), Duration.ofMinutes(row.getInt("major_minutes")));
    }

    private static Outage outage(ResultSet row) throws SQLException {
        return new Outage(
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                row.getString("status").equals(ComponentStatus.MAJOR_OUTAGE.wire()));
    }
}
