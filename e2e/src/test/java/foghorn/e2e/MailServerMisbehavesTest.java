package foghorn.e2e;

import foghorn.e2e.SteeredSmtp.Manner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The mail server hangs up, resets connections, refuses at random or does not answer: nobody is left out, and only those hear twice whose
 * message it took and did not say so. {@code -Dcrash.seeds=20} runs more, and all manners.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
class MailServerMisbehavesTest {
    /** Those under way when it began, and those that asked one by one whether it was over. */
    private static final int MOST_UNANSWERED = 100;

    private final CrashSite site = new CrashSite();

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void aMailServerThatMisbehavesLosesNothing() throws Exception {
        for (int seed = 1; seed <= CrashSite.SEEDS; seed++) {
            for (var manner : CrashSite.LONG
                    ? List.of(Manner.HANG_UP, Manner.RESET, Manner.MOODY, Manner.HOLD_MAIL, Manner.HOLD_ANSWER)
                    : List.of(Manner.HANG_UP, Manner.RESET, Manner.MOODY)) {
                site.begin(seed);
                site.smtp.become(manner);
                var incident = site.telling.open();
                Await.until("some were treated badly", CrashSite.PATIENCE, () -> site.smtp.troubled() >= 5);
                if (manner == Manner.HOLD_MAIL || manner == Manner.HOLD_ANSWER) {
                    // Longer than an attempt may take.
                    TimeUnit.SECONDS.sleep(50);
                }
                site.pause(500);
                site.smtp.become(Manner.TAKE);
                long good = System.nanoTime();
                site.telling.awaitSent("mail server " + manner, incident, Duration.ofSeconds(150));
                site.telling.check(
                        seed, "mail server: " + manner, good, Math.min(site.smtp.troubled(), MOST_UNANSWERED));
            }
        }
    }
}
