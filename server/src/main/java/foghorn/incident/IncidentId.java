package foghorn.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import foghorn.kit.id.Ids;
import foghorn.tenant.IdForm;

/** Names an incident or a scheduled maintenance. Written to JSON as its text. */
public record IncidentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IncidentId {
        IdForm.require("incident", value);
    }

    /** A new random id. */
    static IncidentId next() {
        return new IncidentId(Ids.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
