package foghorn.e2e;

import foghorn.e2e.SteeredSmtp.Manner;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The database goes away while mail is sent, and stays away: nobody is left out and nobody hears twice. {@code -Dcrash.seeds=20} runs more,
 * and longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
class DatabaseAwayTest {
    private static final Duration AWAY = Duration.ofSeconds(CrashSite.LONG ? 60 : 12);

    private final CrashSite site = new CrashSite();

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void aDatabaseThatStaysAwayRepeatsNothing() throws Exception {
        for (int seed = 1; seed <= CrashSite.SEEDS; seed++) {
            site.begin(seed);
            site.smtp.becomeAt(1 + site.random.nextInt(CrashSite.SUBSCRIBERS / 2), Manner.HOLD_ANSWER);
            var incident = site.telling.open();
            Await.until("a message is taken and not answered", CrashSite.PATIENCE, () -> site.smtp.held() > 0);
            site.database.stop();
            site.smtp.become(Manner.TAKE);
            TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
            long back = System.nanoTime();
            site.database.start();
            site.telling.awaitSent("database away", incident, CrashSite.PATIENCE);
            site.telling.check(seed, "database away for " + AWAY.toSeconds() + " s", back, 0);
        }
    }
}
