package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.subscriber.SubscriberService.Subscribe;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody can flood a mailbox with confirmations, not even with the forms of many pages and organizations. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfirmationLimitsTest {
    private final TestDatabase test = TestDatabase.create();
    private Instant now = Instant.parse("2026-05-04T09:00:00Z");
    private final Database database = test.database(() -> now);
    private final Cast cast = Cast.on(database);
    private final SubscriberService subscribers = new SubscriberRoom(database, cast.vault(), cast.key()).service();
    private int client;

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void anAddressIsWrittenToFiveTimesADayByAllOrganizationsTogether() {
        hers("ann@readers.example");
        theirs("ann@readers.example");
        hers("Ann@Readers.example");
        theirs(" ANN@readers.example ");
        hers("ann@readers.example");

        assertThatThrownBy(() -> theirs("ann@readers.example")).isInstanceOf(Problem.TooMany.class);
        assertThatThrownBy(() -> hers("ann@readers.example")).isInstanceOf(Problem.TooMany.class);
        assertThatCode(() -> theirs("ben@readers.example")).doesNotThrowAnyException();
        now = now.plus(Duration.ofDays(1));
        assertThatCode(() -> theirs("ann@readers.example")).doesNotThrowAnyException();
    }

    @Test
    void aNetworkOfOneClientCountsAsOne() {
        for (int i = 0; i < ConfirmationLimits.PER_CLIENT.most(); i++) {
            from("2001:db8:1:2::" + Integer.toHexString(i), "c" + i + "@readers.example");
        }

        assertThatThrownBy(() -> from("2001:db8:1:2:ffff::1", "dora@readers.example"))
                .isInstanceOf(Problem.TooMany.class);
        assertThatCode(() -> from("2001:db8:1:3::1", "dora@readers.example")).doesNotThrowAnyException();
    }

    @Test
    void whatIsCountedCannotBeReadBack() throws Exception {
        hers("emil@readers.example");
        var mac = cast.key().mac("limit|subscribe.address", "emil@readers.example".getBytes(StandardCharsets.UTF_8));
        try (var connection = test.superuser();
                var rows = connection.createStatement().executeQuery("select subject from limit_counter")) {
            boolean found = false;
            while (rows.next()) {
                var subject = rows.getBytes(1);
                assertThat(new String(subject, StandardCharsets.ISO_8859_1)).doesNotContain("readers");
                found |= Arrays.equals(subject, mac);
            }
            assertThat(found).as("counted under the key of the installation").isTrue();
        }
    }

    @Test
    void whoNeverWantsMailAgainGetsNoneFromAnyPage() throws Exception {
        var mac = cast.key().mac("suppression", "fred@readers.example".getBytes(StandardCharsets.UTF_8));
        database.installation(handle -> handle.createUpdate(
                        "insert into suppression (address_hmac, reason, since) values (:mac, 'complaint', :now)")
                .bind("mac", mac)
                .bind("now", now)
                .execute());
        long before = messages();
        hers("fred@readers.example");
        theirs("fred@readers.example");
        assertThat(messages()).isEqualTo(before);

        hers("gina@readers.example");
        assertThat(messages()).isEqualTo(before + 1);
    }

    private long messages() throws SQLException {
        try (var connection = test.superuser();
                var rows = connection.createStatement().executeQuery("select count(*) from direct_message")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void hers(String email) {
        subscribe(cast.organization(), cast.page(), email, nextClient());
    }

    private void theirs(String email) {
        subscribe(cast.otherOrganization(), cast.otherPage(), email, nextClient());
    }

    private void from(String address, String email) {
        subscribe(cast.organization(), cast.page(), email, address);
    }

    private String nextClient() {
        return "192.0.2." + ++client;
    }

    private void subscribe(OrganizationId organization, PageId page, String email, String from) {
        var call = new Call(new Actor.Viewer(organization, page), "test");
        subscribers.subscribe(call, page, new Subscribe(email, from, Scope.EVERYTHING));
    }
}
