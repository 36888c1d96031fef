package foghorn.notification;

import foghorn.kit.crypto.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the keys of messages. The 80-bit MAC in them proves that a report of their fate speaks of a message that was sent. */
public final class MessageKeys {
    private static final int MAC_BYTES = 10;
    private static final Pattern FORM = Pattern.compile("([^.]+)\\.([^.]+)\\.([0-9a-f]{" + 2 * MAC_BYTES + "})");

    private final InstallationKey key;

    public MessageKeys(InstallationKey key) {
        this.key = key;
    }

    /**
     * What a key speaks of.
     *
     * @param eventId of the event or direct message; of the incident where the key begins a thread
     */
    public record Named(String eventId, String subscriberId) {}

    /** {@code {event, incident or direct message}.{subscriber}.{mac}}; 46 characters, since ids have no dots and 12 characters. */
    public String of(String eventId, String subscriberId) {
        var name = eventId + "." + subscriberId;
        return name + "." + HexFormat.of().formatHex(mac(name));
    }

    /** Reads a key that came back from outside, in the case it was sent; empty unless this installation made it. */
    public Optional<Named> verify(String claimed) {
        var parts = FORM.matcher(claimed);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var named = new Named(parts.group(1), parts.group(2));
        byte[] expected = mac(named.eventId() + "." + named.subscriberId());
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(3)))
                ? Optional.of(named)
                : Optional.empty();
    }

    private byte[] mac(String name) {
        return Arrays.copyOf(key.mac("message", name.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    }
}
