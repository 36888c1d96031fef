package foghorn.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.ApiKeyService.NewApiKey;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationTest {
    private final TestDatabase test = TestDatabase.create();
    private Instant now = Instant.parse("2026-05-04T09:00:00Z");
    private final Database database = test.database(() -> now);
    private final Cast cast = Cast.on(database);
    private final ApiKeyService keys = cast.room().apiKeys();

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void anAccountIsFoundByAnySpellingOfItsAddressAndKeptUnreadable() throws SQLException {
        var account = ((Actor.TeamMember) cast.alice().actor()).account();

        var address = EmailAddress.of("email", "ALICE@Lighthouse.example");
        var found = database.installation(handle -> cast.room().accounts().find(handle, address));
        assertThat(found).contains(account);
        assertThat(database.installation(handle -> cast.room().accounts().find(handle, account))
                        .orElseThrow()
                        .address()
                        .value())
                .isEqualTo("alice@lighthouse.example");
        try (var superuser = test.superuser();
                var rows = superuser
                        .createStatement()
                        .executeQuery("select a::text || k::text from account a, account_key k")) {
            while (rows.next()) {
                assertThat(rows.getString(1))
                        .doesNotContain("lighthouse")
                        .doesNotContain(java.util.HexFormat.of()
                                .formatHex("lighthouse".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void aPersonKeepsTheOneAccountInASecondOrganization() {
        var second = cast.found("Second light", "Alice@lighthouse.example");

        var account = ((Actor.TeamMember) cast.alice().actor()).account();
        assertThat(((Actor.TeamMember) second.actor()).account()).isEqualTo(account);
        assertThat(cast.room().organizations().memberships(account))
                .containsExactly(cast.alice().organization(), second.organization());
    }

    @Test
    void aMemberMayWhatIsGrantedAndNothingElse() {
        assertThat(cast.bob().actor().may(cast.page(), Permission.MANAGE_INCIDENTS))
                .isTrue();
        assertThat(cast.bob().actor().may(cast.page(), Permission.MANAGE_COMPONENTS))
                .isFalse();
        assertThat(cast.carol().actor().may(cast.page(), Permission.VIEW_PAGE)).isFalse();
        assertThat(cast.alice().actor().may(Permission.MANAGE_ORGANIZATION)).isTrue();
    }

    @Test
    void onlyTheTeamsOwnPagesCanBeGranted() {
        var bob = ((Actor.TeamMember) cast.bob().actor()).account();

        assertThatThrownBy(() -> cast.room()
                        .team()
                        .grant(cast.alice(), bob, cast.otherPage(), Set.of(Permission.MANAGE_INCIDENTS)))
                .isInstanceOf(RuntimeException.class);
        assertThat(cast.as(cast.alice().organization(), bob).actor().may(cast.otherPage(), Permission.MANAGE_INCIDENTS))
                .isFalse();
    }

    @Test
    void aMemberWithoutThePermissionMakesNoKeyAndAddsNobody() {
        assertThatThrownBy(() -> keys.create(cast.bob(), key(Optional.empty()))).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> keys.list(cast.carol())).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> cast.room()
                        .team()
                        .add(cast.bob(), EmailAddress.of("email", "friend@lighthouse.example"), Role.OWNER))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void aKeyActsForItsOrganizationWithItsScopesOnItsPage() {
        var issued = keys.create(cast.alice(), key(Optional.empty()));

        var actor = keys.identify(issued.secret(), "r").orElseThrow().actor();

        assertThat(issued.secret()).startsWith("fh_").hasSize(3 + 43);
        assertThat(actor.organization()).isEqualTo(cast.alice().organization());
        assertThat(actor.may(cast.page(), Permission.MANAGE_INCIDENTS)).isTrue();
        assertThat(actor.may(cast.page(), Permission.MANAGE_COMPONENTS)).isFalse();
        assertThat(actor.may(new PageId(Ids.next()), Permission.MANAGE_INCIDENTS))
                .isFalse();
        assertThat(keys.list(cast.alice()))
                .extracting(ApiKey::id)
                .contains(issued.key().id());
        assertThat(keys.list(cast.mallory())).isEmpty();
    }

    @Test
    void aKeyEndsWhenItExpiresOrIsRevokedAndNobodyElseCanRevokeIt() {
        var expiring = keys.create(cast.alice(), key(Optional.of(now.plus(Duration.ofDays(1)))));
        var revoked = keys.create(cast.alice(), key(Optional.empty()));

        assertThatThrownBy(() -> keys.revoke(cast.mallory(), revoked.key().id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(keys.identify(revoked.secret(), "r")).isPresent();
        keys.revoke(cast.alice(), revoked.key().id());
        assertThat(keys.identify(revoked.secret(), "r")).isEmpty();

        assertThat(keys.identify(expiring.secret(), "r")).isPresent();
        now = now.plus(Duration.ofDays(1));
        assertThat(keys.identify(expiring.secret(), "r")).isEmpty();
        assertThat(keys.identify("fh_" + Ids.secret(), "r")).isEmpty();
        assertThatThrownBy(() -> keys.create(cast.alice(), key(Optional.of(now))))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void theLastUseIsStoredOnceAMinute() {
        var issued = keys.create(cast.alice(), key(Optional.empty()));
        var first = now;
        keys.identify(issued.secret(), "r");
        now = first.plusSeconds(59);
        keys.identify(issued.secret(), "r");
        assertThat(lastUse(issued.key().id())).contains(first);

        now = first.plusSeconds(61);
        keys.identify(issued.secret(), "r");
        assertThat(lastUse(issued.key().id())).contains(now);
    }

    @Test
    void setUpIsClaimedOnceAlsoWhenTwoTryAtOnce() throws InterruptedException {
        var installation = cast.room().installation();
        String secret = installation.newSetUpSecret().orElseThrow();
        installation.requireSetUpSecret(secret);
        assertThatThrownBy(() -> installation.requireSetUpSecret("guess")).isInstanceOf(Problem.NotFound.class);

        var refused = new java.util.concurrent.atomic.AtomicInteger();
        var claims = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        database.change(staff(), tx -> {
                            installation.claimWithin(tx);
                            return null;
                        });
                    } catch (Problem.Conflict e) {
                        refused.incrementAndGet();
                    }
                }))
                .toList();
        for (var claim : claims) {
            claim.join();
        }

        assertThat(refused).hasValue(3);
        assertThat(installation.isOwned()).isTrue();
        assertThat(installation.newSetUpSecret()).isEmpty();
        assertThatThrownBy(() -> installation.requireSetUpSecret(secret)).isInstanceOf(Problem.NotFound.class);
    }

    private Call staff() {
        return new Call(new Actor.Staff(cast.alice().organization(), "set-up"), "r");
    }

    private NewApiKey key(Optional<Instant> expiresAt) {
        return new NewApiKey("deploy", Set.of(Permission.MANAGE_INCIDENTS), Optional.of(cast.page()), expiresAt);
    }

    private Optional<Instant> lastUse(String id) {
        return keys.list(cast.alice()).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow()
                .lastUsedAt();
    }
}
