package foghorn.component.uptime;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** SQL for {@code uptime_rule}; lives as long as one transaction. */
final class UptimeRuleRepository {
    private final Tx tx;
    private final PageId page;

    UptimeRuleRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** What a page has said; empty as long as it has said nothing. */
    Optional<UptimeRuleService.Versioned> find() {
        return tx.createQuery("""
                select major_percent, partial_percent, step_1, step_2, step_3, step_4, target, version from uptime_rule
                 where organization_id = :organizationId and page_id = :page
                """)
                .bind("page", page.value())
                .map((row, context) -> new UptimeRuleService.Versioned(rule(row), row.getInt("version")))
                .findOne();
    }

    void save(UptimeRule rule, int version) {
        var steps = rule.steps();
        tx.createUpdate("""
                insert into uptime_rule (organization_id, page_id, major_percent, partial_percent, step_1, step_2, step_3, step_4,
                                         target, version)
                values (:organizationId, :page, :major, :partial, :step1, :step2, :step3, :step4, cast(:target as numeric), :version)
                on conflict (organization_id, page_id) do update
                   set major_percent = excluded.major_percent, partial_percent = excluded.partial_percent,
                       step_1 = excluded.step_1, step_2 = excluded.step_2, step_3 = excluded.step_3, step_4 = excluded.step_4,
                       target = excluded.target, version = excluded.version
                """)
                .bind("page", page.value())
                .bind("major", rule.majorPercent())
                .bind("partial", rule.partialPercent())
                .bind("step1", steps.get(0))
                .bind("step2", steps.get(1))
                .bind("step3", steps.get(2))
                .bind("step4", steps.get(3))
                .bind("target", rule.target().orElse(null))
                .bind("version", version)
                .execute();
    }

    private static UptimeRule rule(ResultSet row) throws SQLException {
        return new UptimeRule(
                row.getInt("major_percent"),
                row.getInt("partial_percent"),
                List.of(row.getInt("step_1"), row.getInt("step_2"), row.getInt("step_3"), row.getInt("step_4")),
                Optional.ofNullable(row.getBigDecimal("target")));
    }
}
