package foghorn.component.uptime;

import foghorn.kit.outbox.PageEvent;

/** A page counts outages in another way; nobody is told. */
public record UptimeRuleChanged(int version) implements PageEvent {
    @Override
    public String kind() {
        return "page.uptime_rule_changed";
    }
}
