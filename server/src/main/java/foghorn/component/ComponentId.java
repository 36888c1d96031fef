package foghorn.component;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import foghorn.kit.id.Ids;
import foghorn.tenant.IdForm;

/** Names a component or a component group; both share one set of ids. Written to JSON as its text. */
public record ComponentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ComponentId {
        IdForm.require("component", value);
    }

    /** A new random id. */
    static ComponentId next() {
        return new ComponentId(Ids.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
