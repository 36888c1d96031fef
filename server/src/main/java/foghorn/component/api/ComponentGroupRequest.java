package foghorn.component.api;

import foghorn.component.ComponentId;
import foghorn.component.GroupPatch;
import foghorn.component.NewGroup;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import foghorn.tenant.IdForm;
import java.util.List;
import java.util.Optional;

/** Reads {@code component_group: {…}}; the contract puts {@code description} beside it, inside is understood as well. */
final class ComponentGroupRequest {
    private static final String GROUP = "component_group";
    private static final String DESCRIPTION = "description";

    private ComponentGroupRequest() {}

    static NewGroup readNew(Body root) {
        var body = root.in(GROUP);
        return new NewGroup(
                body.text("name").orElseThrow(() -> body.invalid("name", "must be given")),
                described(root, body).text(DESCRIPTION),
                components(body, "components")
                        .orElseThrow(() -> body.invalid("components", "must name at least one component")));
    }

    static GroupPatch readPatch(Body root, ExpectedVersion expected) {
        var body = root.has(DESCRIPTION) && !root.has(GROUP) ? root : root.in(GROUP);
        var described = described(root, body);
        return new GroupPatch(
                expected,
                body.change("name", body::text),
                described.changeOrEmpty(DESCRIPTION, described::text),
                body.change("components", name -> components(body, name)));
    }

    private static Body described(Body root, Body body) {
        return root.has(DESCRIPTION) ? root : body;
    }

    private static Optional<List<ComponentId>> components(Body body, String name) {
        return body.texts(name)
                .map(ids -> ids.stream().map(id -> component(body, name, id)).toList());
    }

    private static ComponentId component(Body body, String name, String id) {
        if (!IdForm.matches(id)) {
            throw body.invalid(name, "names what is no component of this page");
        }
        return new ComponentId(id);
    }
}
