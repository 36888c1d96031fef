package foghorn.component;

import foghorn.kit.crypto.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The mail address of each component, by which monitoring tools will set its status. Nobody can guess one: its 128 bits are a MAC of the
 * component's id under the installation key, and so the same for ever.
 */
public final class AutomationAddresses {
    private static final int TOKEN_BYTES = 16;

    private final InstallationKey key;
    private final String host;

    /** @param host the part after the {@code @} */
    public AutomationAddresses(InstallationKey key, String host) {
        this.key = key;
        this.host = host;
    }

    /** For example {@code component+0123456789abcdef0123456789abcdef@console.example.com}. */
    public String of(ComponentId id) {
        var mac = key.mac("component automation", id.value().getBytes(StandardCharsets.UTF_8));
        return "component+" + HexFormat.of().formatHex(mac, 0, TOKEN_BYTES) + "@" + host;
    }
}
