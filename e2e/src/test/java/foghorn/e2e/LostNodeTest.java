package foghorn.e2e;

import foghorn.e2e.SteeredSmtp.Manner;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes tell an incident together and one of them is lost: the other tells the rest. {@code -Dcrash.seeds=20} runs more, and waits
 * until the lease of the lost one has really ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
class LostNodeTest {
    private final CrashSite site = new CrashSite();

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void whenOneOfTwoWorkersIsLostTheOtherTellsTheRest() throws Exception {
        for (int seed = 1; seed <= CrashSite.SEEDS; seed++) {
            site.begin(seed);
            try (var second = site.secondNode()) {
                second.serve();
                // Early enough that what is left is more than one node may claim.
                site.smtp.becomeAt(1 + site.random.nextInt(CrashSite.SUBSCRIBERS / 5), Manner.HOLD_ANSWER);
                var incident = site.telling.open();
                var node = Files.readString(second.data().resolve("node-id")).strip();
                Await.until(
                        "both are sending",
                        CrashSite.PATIENCE,
                        () -> site.smtp.held() > 0
                                && site.database.number("select count(distinct node_id) from claim") == 2);
                second.kill();
                site.smtp.become(Manner.TAKE);
                long killed = System.nanoTime();
                if (!CrashSite.LONG) {
                    // A lease and its grace, passed in a moment.
                    site.database.execute(
                            "update claim set lease_until = lease_until - interval '76 s' where node_id = '" + node
                                    + "'");
                }
                site.telling.awaitSent(
                        "two workers, one killed",
                        incident,
                        CrashSite.LONG ? Duration.ofSeconds(150) : CrashSite.PATIENCE);
                site.telling.check(seed, "two workers, one killed", killed, CrashSite.MOST_REPEATED);
            }
        }
    }
}
