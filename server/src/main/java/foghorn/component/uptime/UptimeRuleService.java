package foghorn.component.uptime;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.kit.db.Database;
import foghorn.kit.outbox.Outbox;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.Map;
import java.util.stream.Collectors;

/** Says how a page counts outages. All its days, also those that are over, are counted so from then on. */
public final class UptimeRuleService {
    private final Database database;

    UptimeRuleService(Database database) {
        this.database = database;
    }

    /** @param version 0 as long as the page has said nothing */
    public record Versioned(UptimeRule rule, int version) {
        static final Versioned STANDARD = new Versioned(UptimeRule.STANDARD, 0);
    }

    public Versioned find(Call call, PageId page) {
        return database.readPage(
                call,
                page,
                Permission.VIEW_PAGE,
                tx -> new UptimeRuleRepository(tx, page).find().orElse(Versioned.STANDARD));
    }

    /** Nothing is written if nothing differs. */
    public void change(Call call, PageId page, UptimeRule rule, ExpectedVersion expected) {
        database.changePage(call, page, Permission.MANAGE_PAGE, tx -> {
            var rules = new UptimeRuleRepository(tx, page);
            var present = rules.find().orElse(Versioned.STANDARD);
            expected.check(present.version());
            if (!present.rule().equals(rule)) {
                rules.save(rule, present.version() + 1);
                new AuditLog(tx).record("page.uptime_rule_changed", page.value(), differences(present.rule(), rule));
                new Outbox(tx).append(page, new UptimeRuleChanged(present.version() + 1));
            }
            return rule;
        });
    }

    private static Map<String, Object> differences(UptimeRule before, UptimeRule after) {
        return new Differences()
                .of("major_percent", before.majorPercent(), after.majorPercent())
                .of("partial_percent", before.partialPercent(), after.partialPercent())
                .of("steps", steps(before), steps(after))
                .of("target", before.target(), after.target())
                .onSomebody();
    }

    private static String steps(UptimeRule rule) {
        return rule.steps().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
