package foghorn.incident.template;

import foghorn.kit.id.Ids;
import foghorn.tenant.IdForm;

/** Names an incident template. */
public record TemplateId(String value) {
    public TemplateId {
        IdForm.require("incident template", value);
    }

    /** A new random id. */
    static TemplateId next() {
        return new TemplateId(Ids.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
