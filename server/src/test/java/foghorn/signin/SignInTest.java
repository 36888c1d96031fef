package foghorn.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.organization.Organization;
import foghorn.signin.SignInService.Attempt;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
    private static final String PASSWORD = "grey gulls over the pier";
    private static final AtomicInteger NETWORK = new AtomicInteger();

    private final TestDatabase test = TestDatabase.create();
    private Instant now = Instant.parse("2026-05-04T09:00:00Z");
    private final Database database = test.database(() -> now);
    private final Cast cast = Cast.on(database);
    private final SignInRoom room = new SignInRoom(database, cast.room(), cast.key(), false);
    private final SignInService signIn = room.service();
    private final Sessions sessions = room.sessions();
    private String address = "";
    private Call owner = cast.alice();

    @AfterAll
    void close() {
        test.close();
    }

    @BeforeEach
    void aNewOwner() {
        now = now.plus(Duration.ofDays(1));
        address = Ids.next() + "@harbour.example";
        owner = cast.found("Harbour", address);
    }

    @Test
    void theFirstLinkSetsThePasswordAndSignsIn() {
        String link = link();

        assertThat(signIn.findLink(link)).hasValueSatisfying(found -> {
            assertThat(found.address().value()).isEqualTo(address);
            assertThat(found.setsPassword()).isTrue();
        });
        assertThatThrownBy(() -> signIn.useLink(link, "too short", "r")).isInstanceOf(Problem.Invalid.class);
        String session = signIn.useLink(link, PASSWORD, "r");

        assertThat(sessions.resume(session, "r"))
                .hasValueSatisfying(call -> assertThat(call.actor()).isEqualTo(owner.actor()));
        assertThat(attempt(address, PASSWORD)).isPresent();
        assertThat(attempt(address.toUpperCase(java.util.Locale.ROOT), PASSWORD))
                .isPresent();
        assertThatThrownBy(() -> signIn.useLink(link, PASSWORD, "r")).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aLinkLasts24HoursAndWorksForOneOfTwoAtOnce() throws InterruptedException {
        String late = link();
        now = now.plus(Duration.ofHours(24));
        assertThat(signIn.findLink(late)).isEmpty();
        assertThatThrownBy(() -> signIn.useLink(late, PASSWORD, "r")).isInstanceOf(Problem.NotFound.class);

        String link = link();
        var outcomes = new AtomicInteger();
        var threads = List.of(1, 2, 3).stream()
                .map(i -> Thread.ofVirtual().start(() -> {
                    try {
                        signIn.useLink(link, PASSWORD, "r");
                        outcomes.addAndGet(100);
                    } catch (Problem.NotFound e) {
                        outcomes.incrementAndGet();
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(outcomes).hasValue(102);
    }

    @Test
    void aSecondLinkSignsInWithoutTouchingThePassword() {
        signIn.useLink(link(), PASSWORD, "r");

        String second = link();
        assertThat(signIn.findLink(second).orElseThrow().setsPassword()).isFalse();
        assertThat(sessions.resume(signIn.useLink(second, "", "r"), "r")).isPresent();
        assertThat(attempt(address, PASSWORD)).isPresent();
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountGetTheSameAnswerInTheSameTime() {
        signIn.useLink(link(), PASSWORD, "r");

        assertThat(attempt(address, "some other password")).isEmpty();
        assertThat(attempt("nobody@harbour.example", PASSWORD)).isEmpty();
        assertThat(attempt("no address at all", PASSWORD)).isEmpty();
        assertThat(attempt(address, "x".repeat(100_000))).isEmpty();

        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            known.add(nanos(address));
            unknown.add(nanos("nobody-" + i + "@harbour.example"));
        }
        // The hash dominates both; without it the unknown would take a hundredth.
        double ratio = (double) unknown.stream().sorted().toList().get(2)
                / known.stream().sorted().toList().get(2);
        assertThat(ratio).isBetween(0.4, 2.5);
    }

    @Test
    void theEleventhFailureForAnAccountWaitsEvenWithTheRightPassword() {
        signIn.useLink(link(), PASSWORD, "r");
        for (int i = 0; i < SignInService.PER_ACCOUNT.most(); i++) {
            assertThat(attempt(address, "wrong password no " + i)).isEmpty();
        }

        assertThatThrownBy(() -> attempt(address, PASSWORD))
                .isInstanceOfSatisfying(
                        Problem.TooMany.class,
                        problem -> assertThat(problem.retryAfterSeconds()).isBetween(1L, 900L));
        now = now.plus(Duration.ofMinutes(15));
        assertThat(attempt(address, PASSWORD)).isPresent();
    }

    @Test
    void oneClientCannotTryManyAccounts() {
        for (int i = 0; i < SignInService.PER_CLIENT.most(); i++) {
            signIn.signIn(new Attempt("", "", "2001:db8:7:7::" + Integer.toHexString(i), "r"));
            now = i % 10 == 9 ? now.plusMillis(1) : now;
            resetCounterOfNoAddress();
        }

        assertThatThrownBy(() -> signIn.signIn(new Attempt(address, PASSWORD, "2001:db8:7:7:ffff::1", "r")))
                .isInstanceOf(Problem.TooMany.class);
        assertThat(signIn.signIn(new Attempt(address, PASSWORD, "2001:db8:7:8::1", "r")))
                .isEmpty();
    }

    @Test
    void aSessionEndsAfter30IdleMinutesAndAfter12HoursInAnyCase() {
        String idle = start();
        now = now.plus(Duration.ofMinutes(29));
        assertThat(sessions.resume(idle, "r")).isPresent();
        now = now.plus(Duration.ofMinutes(29));
        assertThat(sessions.resume(idle, "r")).isPresent();
        now = now.plus(Duration.ofMinutes(30));
        assertThat(sessions.resume(idle, "r")).isEmpty();

        String busy = start();
        for (int i = 0; i < 35; i++) {
            now = now.plus(Duration.ofMinutes(20));
            assertThat(sessions.resume(busy, "r")).isPresent();
        }
        now = now.plus(Duration.ofMinutes(20));
        assertThat(sessions.resume(busy, "r")).isEmpty();
    }

    @Test
    void sessionsThatAreOverAreClearedAway() {
        sessions.sweep();
        signIn.useLink(link(), PASSWORD, "r");
        now = now.plus(Duration.ofHours(11));
        String young = attempt(address, PASSWORD).orElseThrow();

        assertThat(sessions.sweep()).isZero();
        now = now.plus(Duration.ofMinutes(61));
        assertThat(sessions.sweep()).isEqualTo(1);

        now = now.minus(Duration.ofMinutes(60));
        assertThat(sessions.resume(young, "r")).isPresent();
    }

    @Test
    void aSessionIsMarkedAsSeenOnceAMinute() throws SQLException {
        String session = start();
        var started = now;
        now = started.plusSeconds(59);
        sessions.resume(session, "r");
        assertThat(seenAt()).isEqualTo(started);
        now = started.plusSeconds(60);
        sessions.resume(session, "r");
        assertThat(seenAt()).isEqualTo(now);
    }

    @Test
    void aSessionEndsWithItsPolicyItsMembershipAndItsPerson() throws SQLException {
        String policy = start();
        change("update organization set policy_version = policy_version + 1 where organization_id = '%s'"
                .formatted(owner.organization()));
        assertThat(sessions.resume(policy, "r")).isEmpty();

        String removed = start();
        change("update team_member set deleted_at = now() where account_id = '%s'".formatted(account()));
        assertThat(sessions.resume(removed, "r")).isEmpty();
        assertThatThrownBy(() -> signIn.useLink(link(), PASSWORD, "r")).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aPersonOnTwoTeamsSwitchesBetweenThemAndNowhereElse() {
        var second = cast.found("Second Harbour", address);
        var stranger = cast.mallory();
        String session = signIn.useLink(link(), PASSWORD, "r");
        var call = sessions.resume(session, "r").orElseThrow();

        assertThat(sessions.organizations(call))
                .extracting(Organization::name)
                .containsExactly("Harbour", "Second Harbour");
        sessions.switchTo(call, session, second.organization());

        assertThat(sessions.resume(session, "r").orElseThrow().actor()).isEqualTo(second.actor());
        assertThatThrownBy(() -> sessions.switchTo(call, session, stranger.organization()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(sessions.resume(session, "r").orElseThrow().organization()).isEqualTo(second.organization());
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        String session = start();

        sessions.end(owner, session);

        assertThat(sessions.resume(session, "r")).isEmpty();
        assertThat(sessions.resume("never was", "r")).isEmpty();
    }

    @Test
    void noSecretOfSignInStandsInTheDatabase() throws SQLException {
        String link = link();
        String session = start();
        try (var superuser = test.superuser();
                var rows = superuser.createStatement().executeQuery("""
                        select s::text || l::text || c::text
                          from session s, account_link l, credential c
                        """)) {
            while (rows.next()) {
                assertThat(rows.getString(1))
                        .doesNotContain(link)
                        .doesNotContain(session)
                        .doesNotContain(hex(link))
                        .doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void signingInIsAudited() throws SQLException {
        signIn.useLink(link(), PASSWORD, "r");

        try (var superuser = test.superuser();
                var rows = superuser.createStatement().executeQuery("""
                        select string_agg(action, ' ' order by seq) from audit_entry where organization_id = '%s'
                        """.formatted(owner.organization()))) {
            rows.next();
            assertThat(rows.getString(1))
                    .isEqualTo("organization.created team_member.created account.link_created account.password_set"
                            + " session.started");
        }
    }

    private String link() {
        var staff = new Call(new Actor.Staff(owner.organization(), "test"), "r");
        return database.change(staff, tx -> signIn.createLinkWithin(tx, account()));
    }

    private String start() {
        return database.change(owner, tx -> sessions.startWithin(tx, account()));
    }

    private AccountId account() {
        return ((Actor.TeamMember) owner.actor()).account();
    }

    private java.util.Optional<String> attempt(String by, String password) {
        int network = NETWORK.incrementAndGet();
        return signIn.signIn(new Attempt(by, password, "198.51." + network / 250 + "." + network % 250, "r"));
    }

    private long nanos(String by) {
        long start = System.nanoTime();
        assertThat(attempt(by, "some other password")).isEmpty();
        return System.nanoTime() - start;
    }

    private void resetCounterOfNoAddress() {
        new foghorn.kit.limit.Limits(database, cast.key()).reset(SignInService.PER_ACCOUNT, "");
    }

    private void change(String sql) throws SQLException {
        try (var superuser = test.superuser()) {
            assertThat(superuser.createStatement().executeUpdate(sql)).isPositive();
        }
    }

    private Instant seenAt() throws SQLException {
        try (var superuser = test.superuser();
                var rows = superuser
                        .createStatement()
                        .executeQuery("select seen_at from session where account_id = '" + account() + "'")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
