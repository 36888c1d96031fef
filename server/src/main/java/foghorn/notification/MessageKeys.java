package foghorn.notification;

import foghorn.kit.crypto.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the keys of messages. The 80-bit MAC in them proves that a report of their fate speaks of a message that was sent. */
public final class MessageKeys {
    private static final int MAC_BYTES = 10;

    private final InstallationKey key;

    public MessageKeys(InstallationKey key) {
        this.key = key;
    }

    /** {@code {event, incident or direct message}.{subscriber}.{mac}}. */
    public String of(String eventId, String subscriberId) {
        var name = eventId + "." + subscriberId;
        byte[] mac = key.mac("message", name.getBytes(StandardCharsets.UTF_8));
        return name + "." + HexFormat.of().formatHex(Arrays.copyOf(mac, MAC_BYTES));
    }
}
