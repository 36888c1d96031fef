package foghorn.subscriber;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import foghorn.kit.id.Ids;
import foghorn.tenant.IdForm;

/** Names a subscriber of a page. Written to JSON as its text. */
public record SubscriberId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SubscriberId {
        IdForm.require("subscriber", value);
    }

    /** A new random id. */
    static SubscriberId next() {
        return new SubscriberId(Ids.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
