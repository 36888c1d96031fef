package foghorn.incident;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import foghorn.kit.id.Ids;
import foghorn.tenant.IdForm;

/** Names one update of an incident. Written to JSON as its text. */
public record IncidentUpdateId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IncidentUpdateId {
        IdForm.require("incident update", value);
    }

    /** A new random id. */
    static IncidentUpdateId next() {
        return new IncidentUpdateId(Ids.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
