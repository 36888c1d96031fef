package foghorn.kit.config;

import foghorn.kit.http.Network;
import java.util.List;

/**
 * Where calls to addresses that other people chose may go.
 *
 * @param allow networks that are not public and may be called all the same, also over plain http and on any port
 */
public record OutgoingSettings(List<Network> allow) {
    public OutgoingSettings {
        allow = List.copyOf(allow);
    }

    static OutgoingSettings read(SettingsReader reader) {
        return new OutgoingSettings(reader.parsed(
                        Setting.OUTGOING_ALLOW,
                        SettingsReader::networks,
                        "must be CIDRs, like 10.20.0.0/16, 192.168.7.9/32")
                .orElse(List.of()));
    }
}
