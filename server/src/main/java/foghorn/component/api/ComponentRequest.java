package foghorn.component.api;

import foghorn.component.ComponentId;
import foghorn.component.ComponentPatch;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import foghorn.tenant.IdForm;
import java.util.Optional;

/** Reads {@code component: {…}}. An empty status, which the contract lists, says nothing about the status. */
final class ComponentRequest {
    private static final String STATUSES =
            "operational, under_maintenance, degraded_performance, partial_outage, major_outage";

    private ComponentRequest() {}

    static NewComponent readNew(Body body) {
        return new NewComponent(
                body.text("name").orElseThrow(() -> body.invalid("name", "must be given")),
                body.text("description"),
                status(body).orElse(ComponentStatus.OPERATIONAL),
                group(body, "group_id"),
                body.flag("showcase").orElse(true),
                body.flag("only_show_if_degraded").orElse(false),
                body.date("start_date"));
    }

    static ComponentPatch readPatch(Body body, ExpectedVersion expected) {
        return new ComponentPatch(
                expected,
                body.change("name", body::text),
                body.changeOrEmpty("description", body::text),
                status(body).map(Change::to).orElseGet(Change::keep),
                body.changeOrEmpty("group_id", name -> group(body, name)),
                body.change("showcase", body::flag),
                body.change("only_show_if_degraded", body::flag),
                body.changeOrEmpty("start_date", body::date));
    }

    private static Optional<ComponentStatus> status(Body body) {
        return body.text("status")
                .filter(text -> !text.isEmpty())
                .map(text -> ComponentStatus.parse(text)
                        .orElseThrow(() -> body.invalid("status", "must be one of " + STATUSES)));
    }

    private static Optional<ComponentId> group(Body body, String name) {
        return body.text(name).filter(text -> !text.isEmpty()).map(text -> {
            if (!IdForm.matches(text)) {
                throw body.invalid(name, "names no group of this page");
            }
            return new ComponentId(text);
        });
    }
}
