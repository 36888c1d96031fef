package foghorn.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.Invitation.Sendable;
import foghorn.organization.InvitationService;
import foghorn.organization.PageGrant;
import foghorn.organization.Rank;
import foghorn.signin.SignInService.Attempt;
import foghorn.tenant.Actor;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From an invitation to somebody on the team. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinTest {
    private static final String PASSWORD = "quay lantern osprey 41";

    private final TestDatabase test = TestDatabase.create();
    private Instant now = Instant.parse("2026-05-04T09:00:00Z");
    private final Database database = test.database(() -> now);
    private final Cast cast = Cast.on(database);
    private final SignInRoom signIn = new SignInRoom(database, cast.room(), cast.key(), false);
    private final JoinService join = signIn.join();
    private final InvitationService invitations = cast.room().invitations();

    @AfterAll
    void close() {
        test.close();
    }

    @BeforeEach
    void anotherDay() {
        now = now.plus(Duration.ofDays(1));
    }

    private static EmailAddress address(String local) {
        return EmailAddress.of("email", local + "@newcomers.example");
    }

    private Sendable invite(EmailAddress address) {
        var grant = new PageGrant(cast.page(), Permission.MANAGE_INCIDENTS);
        return invitations.invite(cast.alice(), address, new Rank(Role.MEMBER, Set.of(grant)));
    }

    private Actor.TeamMember actor(String session) {
        return (Actor.TeamMember)
                signIn.sessions().resume(session, "r").orElseThrow().actor();
    }

    @Test
    void anInvitedPersonChoosesAPasswordAndMayWhatWasChosen() {
        var invited = invite(address("eve"));
        assertThat(join.welcome(invited.secret(), "r").orElseThrow())
                .isEqualTo(new JoinService.Welcome("Lighthouse", "eve@newcomers.example", Role.MEMBER, true));

        var actor = actor(join.join(invited.secret(), PASSWORD, "r"));

        assertThat(actor.organization()).isEqualTo(cast.organization());
        assertThat(actor.may(cast.page(), Permission.MANAGE_INCIDENTS)).isTrue();
        assertThat(actor.may(cast.page(), Permission.VIEW_PAGE)).isTrue();
        assertThat(actor.may(cast.page(), Permission.MANAGE_PAGE)).isFalse();
        assertThat(actor.may(Permission.MANAGE_ORGANIZATION)).isFalse();
        assertThat(signIn.service().signIn(new Attempt("eve@newcomers.example", PASSWORD, "192.0.2.1", "r")))
                .isPresent();
        assertThat(invitations.list(cast.alice())).isEmpty();
    }

    @Test
    void aLinkWorksOnceAlsoWhenItIsUsedTwiceAtOnce() throws InterruptedException {
        var invited = invite(address("twice"));
        var outcomes = new CopyOnWriteArrayList<String>();
        var attempts = List.of(attempt(invited, outcomes), attempt(invited, outcomes));
        for (var attempt : attempts) {
            attempt.join();
        }

        assertThat(outcomes).containsExactlyInAnyOrder("joined", "refused");
        assertThat(join.welcome(invited.secret(), "r")).isEmpty();
        assertThatThrownBy(() -> join.join(invited.secret(), PASSWORD, "r")).isInstanceOf(Problem.NotFound.class);
    }

    private Thread attempt(Sendable invited, List<String> outcomes) {
        return Thread.ofVirtual().start(() -> {
            try {
                join.join(invited.secret(), PASSWORD, "r");
                outcomes.add("joined");
            } catch (Problem e) {
                outcomes.add("refused");
            }
        });
    }

    @Test
    void aLinkEndsAfterSevenDaysAndANewOneReplacesIt() {
        var invited = invite(address("late"));
        now = now.plus(Duration.ofDays(7));
        assertThat(join.welcome(invited.secret(), "r")).isEmpty();
        assertThatThrownBy(() -> join.join(invited.secret(), PASSWORD, "r")).isInstanceOf(Problem.NotFound.class);

        var renewed = invitations.renew(cast.alice(), invited.invitation().id());

        assertThat(renewed.secret()).isNotEqualTo(invited.secret());
        assertThat(join.welcome(invited.secret(), "r")).isEmpty();
        join.join(renewed.secret(), PASSWORD, "r");
    }

    @Test
    void anInvitationToWhichNobodyComesIsForgotten() throws SQLException {
        var forgotten = invite(address("never")).invitation().id();
        now = now.plus(InvitationService.LASTS).plus(InvitationService.KEPT);
        invitations.sweep(List.of(cast.alice().organization()));
        assertThat(invitations.find(cast.alice(), forgotten).isOver(now)).isTrue();

        now = now.plusSeconds(1);
        var fresh = invite(address("soon")).invitation().id();
        invitations.sweep(List.of(cast.otherOrganization()));
        assertThat(invitations.find(cast.alice(), forgotten).isOver(now)).isTrue();
        invitations.sweep(List.of(cast.otherOrganization(), cast.alice().organization()));

        assertThatThrownBy(() -> invitations.find(cast.alice(), forgotten)).isInstanceOf(Problem.NotFound.class);
        assertThat(keys(forgotten)).isZero();
        assertThat(invitations.find(cast.alice(), fresh).isOver(now)).isFalse();
        assertThat(keys(fresh)).isOne();
        invitations.revoke(cast.alice(), fresh);
    }

    private int keys(String subject) throws SQLException {
        try (var superuser = test.superuser();
                var query = superuser.prepareStatement("select count(*) from subject_key where subject_id = ?")) {
            query.setString(1, subject);
            var rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    @Test
    void aPasswordThatIsTooWeakLeavesTheLink() {
        var invited = invite(address("weak"));

        assertThatThrownBy(() -> join.join(invited.secret(), "short", "r")).isInstanceOf(Problem.Invalid.class);

        join.join(invited.secret(), PASSWORD, "r");
    }

    @Test
    void whoHasAnAccountShowsItsPassword() {
        join.join(invite(address("both")).secret(), PASSWORD, "r");
        var second = invitations.invite(cast.mallory(), address("both"), new Rank(Role.ADMIN, Set.of()));
        assertThat(join.welcome(second.secret(), "r").orElseThrow().setsPassword())
                .isFalse();

        assertThatThrownBy(() -> join.join(second.secret(), "another lantern osprey 42", "r"))
                .isInstanceOf(Problem.Invalid.class);
        var actor = actor(join.join(second.secret(), PASSWORD, "r"));

        assertThat(actor.organization()).isEqualTo(cast.otherOrganization());
        assertThat(actor.role()).isEqualTo(Role.ADMIN);
        assertThat(cast.room().organizations().memberships(actor.account())).hasSize(2);
    }

    @Test
    void guessingThePasswordOfAnAccountIsBounded() {
        join.join(invite(address("guessed")).secret(), PASSWORD, "r");
        var second = invitations.invite(cast.mallory(), address("guessed"), new Rank(Role.MEMBER, Set.of()));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> join.join(second.secret(), "wrong lantern osprey 43", "r"))
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThatThrownBy(() -> join.join(second.secret(), PASSWORD, "r")).isInstanceOf(Problem.TooMany.class);
    }

    @Test
    void anInvitationThatIsTakenBackOpensNothingAndForgetsTheAddress() throws SQLException {
        var invited = invite(address("unwanted"));
        assertThatThrownBy(() ->
                        invitations.revoke(cast.mallory(), invited.invitation().id()))
                .isInstanceOf(Problem.NotFound.class);

        invitations.revoke(cast.alice(), invited.invitation().id());

        assertThatThrownBy(() -> join.join(invited.secret(), PASSWORD, "r")).isInstanceOf(Problem.NotFound.class);
        assertThat(keys(invited.invitation().id())).isZero();
    }

    @Test
    void nobodyIsInvitedTwiceOrWhoIsOnTheTeam() {
        invite(address("once"));
        assertThatThrownBy(() -> invite(EmailAddress.of("email", "ONCE@newcomers.example")))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> invite(EmailAddress.of("email", "bob@lighthouse.example")))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void onlyAnOwnerInvitesOwnersAndNoMemberInvitesAnybody() {
        var admin = cast.as(
                cast.organization(),
                cast.room()
                        .team()
                        .add(cast.alice(), EmailAddress.of("email", Ids.next() + "@lighthouse.example"), Role.ADMIN)
                        .account());
        var owner = new Rank(Role.OWNER, Set.of());
        assertThatThrownBy(() -> invitations.invite(admin, address("boss"), owner))
                .isInstanceOf(Problem.Forbidden.class);
        var boss = invitations.invite(cast.alice(), address("boss"), owner);
        assertThatThrownBy(() -> invitations.renew(admin, boss.invitation().id()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> invitations.revoke(admin, boss.invitation().id()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> invitations.invite(cast.bob(), address("friend"), new Rank(Role.MEMBER, Set.of())))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> invitations.list(cast.bob())).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void anAddressIsNotFlooded() {
        var invited = invite(address("patient"));
        for (int i = 1; i < 5; i++) {
            invitations.renew(cast.alice(), invited.invitation().id());
        }
        assertThatThrownBy(() ->
                        invitations.renew(cast.alice(), invited.invitation().id()))
                .isInstanceOf(Problem.TooMany.class);
        assertThatThrownBy(
                        () -> invitations.invite(cast.mallory(), address("patient"), new Rank(Role.MEMBER, Set.of())))
                .isInstanceOf(Problem.TooMany.class);
    }

    @Test
    void whoWasTakenOffTheTeamComesBackWithWhatTheyWereInvitedFor() {
        var first = actor(join.join(invite(address("again")).secret(), PASSWORD, "r"));
        cast.room().team().remove(cast.alice(), first.id());
        var invited = invitations.invite(cast.alice(), address("again"), new Rank(Role.MEMBER, Set.of()));

        var second = actor(join.join(invited.secret(), PASSWORD, "r"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.may(cast.page(), Permission.VIEW_PAGE)).isFalse();
    }

    @Test
    void removalEndsTheSession() {
        var session = join.join(invite(address("gone")).secret(), PASSWORD, "r");

        cast.room().team().remove(cast.alice(), actor(session).id());

        assertThat(signIn.sessions().resume(session, "r")).isEmpty();
    }
}
