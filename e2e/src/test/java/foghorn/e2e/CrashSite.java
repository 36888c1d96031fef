package foghorn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Where the crash runs happen: a server with an external database and a mail server that is steered, and a page that a thousand follow. */
final class CrashSite implements AutoCloseable {
    static final int SUBSCRIBERS = 1_000;
    /** The engine's bound on what one node may have claimed and not recorded. */
    static final int MOST_REPEATED = 500;

    /** How many runs there are of each kind; with more than one the waiting times are the real ones. */
    static final int SEEDS = Integer.getInteger("crash.seeds", 1);

    static final boolean LONG = SEEDS > 1;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Random random = new Random();
    final DebianPostgres database = new DebianPostgres();
    final SteeredSmtp smtp = new SteeredSmtp(random);
    final Foghorn foghorn = settings(new Foghorn());
    final String page;
    final Telling telling;

    CrashSite() {
        try {
            var made = foghorn.setUp();
            page = made.get("page_id").asText();
            telling = new Telling(
                    database,
                    smtp,
                    foghorn.url("/v1/pages/" + page),
                    made.get("api_key").asText(),
                    SUBSCRIBERS);
            foghorn.serve();
            new Crowd(foghorn, made.get("organization_id").asText(), database.app()).join(page, SUBSCRIBERS);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Foghorn settings(Foghorn node) {
        return database.use(node)
                .set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + smtp.port())
                .set("FOGHORN_MAIL_FROM", "status@larkfield.example");
    }

    /** Another node on the same database, not started yet. */
    Foghorn secondNode() {
        return settings(new Foghorn())
                .set(
                        "FOGHORN_MASTER_KEY_FILE",
                        foghorn.data().resolve("master.key").toString());
    }

    void begin(int seed) {
        random.setSeed(seed);
        telling.begin();
    }

    /** The moment of a kill differs from seed to seed. */
    void pause(int mostMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(mostMillis));
    }

    @Override
    public void close() {
        foghorn.close();
        try {
            smtp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            database.close();
        }
    }
}
