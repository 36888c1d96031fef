package foghorn.kit.mail;

import foghorn.kit.id.Ids;
import java.util.HexFormat;

/**
 * A place in a mail's bodies where each recipient gets a text of its own, such as a link. The marker is written where that text will
 * stand; it survives HTML escaping, and as it is random nobody can write one into an incident.
 */
public record MailSlot(String marker) {
    public MailSlot {
        if (!marker.matches("[a-z0-9]{20,60}")) {
            throw new IllegalArgumentException("a marker is 20 to 60 lower-case letters and digits");
        }
    }

    /** A new slot; make it once and use it in every draft that has such a place. */
    public static MailSlot fresh() {
        return new MailSlot("slot" + HexFormat.of().formatHex(Ids.bytes(16)));
    }

    /** The marker, so that a slot can be printed in a template as it is. */
    @Override
    public String toString() {
        return marker;
    }
}
