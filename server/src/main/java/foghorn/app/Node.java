package foghorn.app;

import foghorn.kit.config.Settings;
import foghorn.kit.crypto.InstallationKey;
import java.time.InstantSource;

/**
 * What every room stands on. {@link NodeStart} makes it; what is started on top of it is added to {@link #shutdown()}, which ends it
 * before this.
 */
public record Node(
        Settings settings,
        DataFolder folder,
        DatabaseGate database,
        InstallationKey key,
        InstantSource clock,
        Shutdown shutdown) {}
