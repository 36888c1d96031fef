package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Incidents of one page that are told by mail while a test gets in the way, and what became of each telling. */
final class Telling {
    private final DebianPostgres database;
    private final SteeredSmtp smtp;
    private final String page;
    private final String key;
    private final int subscribers;

    /**
     * Incidents of a page that has so many subscribers.
     *
     * @param page its address in the manage API
     */
    Telling(DebianPostgres database, SteeredSmtp smtp, String page, String key, int subscribers) {
        this.database = database;
        this.smtp = smtp;
        this.page = page;
        this.key = key;
        this.subscribers = subscribers;
    }

    /** Everybody listens, and the mail server takes what comes and has received nothing yet. */
    void begin() {
        smtp.become(SteeredSmtp.Manner.TAKE);
        smtp.clear();
        database.execute("update subscriber set state = 'active', quarantined_at = null where state <> 'active'");
    }

    /** Opens an incident and returns its id. */
    String open() {
        var answer = Http.api("POST", page + "/incidents", key, """
                {"incident":{"name":"The ferry is late","status":"investigating","body":"We look into it."}}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Http.json(answer).get("id").asText();
    }

    /** Waits until nothing of an incident is left to be done; what is to be tried again later is tried now. */
    void awaitSent(String what, String incident, Duration most) {
        Await.until(what + ": all is recorded", most, () -> {
            database.execute(
                    "update delivery set retry_at = clock_timestamp() where state = 'retry' and retry_at > clock_timestamp()");
            return database.number("""
                    select count(*) from delivery d join notification_event e on e.id = d.event_id
                     where e.incident_id = '%s' and d.state in ('sent', 'failed', 'gone')
                    """.formatted(incident)) == subscribers;
        });
    }

    /** Writes down what became of a run: nobody is left out, and what came twice has the same key. */
    void check(int seed, String what, long since, int mostRepeated) {
        var received = smtp.received();
        var recipients = Stream.concat(
                        received.stream().map(SmtpSink.Accepted::recipient), smtp.refusedForGood().stream())
                .collect(Collectors.toSet());
        var distinct = new HashSet<>(received);
        var keys =
                received.stream().map(SmtpSink.Accepted::recipient).distinct().count();
        int repeated = received.size() - distinct.size();
        CrashTable.add(
                seed,
                what,
                subscribers - recipients.size(),
                repeated,
                distinct.size() == keys,
                Duration.ofNanos(System.nanoTime() - since));
        assertThat(recipients).as(what).hasSize(subscribers);
        assertThat(distinct.size())
                .as(what + ": a repeat has the same Message-ID")
                .isEqualTo((int) keys);
        assertThat(repeated).as(what).isLessThanOrEqualTo(mostRepeated);
    }
}
