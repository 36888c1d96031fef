package foghorn.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may make whom what: owners, admins and members of one organization. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamTest {
    private static final ExpectedVersion ANY = ExpectedVersion.any();
    private static final Rank ADMIN = new Rank(Role.ADMIN, Set.of());
    private static final Rank OWNER = new Rank(Role.OWNER, Set.of());
    private static final Rank MEMBER = new Rank(Role.MEMBER, Set.of());

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final TeamService team = cast.room().team();
    private Call owner = cast.alice();
    private Call admin = cast.alice();
    private Call member = cast.alice();

    @AfterAll
    void close() {
        test.close();
    }

    @BeforeEach
    void aTeamOfThree() {
        owner = cast.found("Harbour", address().value());
        admin = add(Role.ADMIN);
        member = add(Role.MEMBER);
    }

    private static EmailAddress address() {
        return EmailAddress.of("email", Ids.next() + "@harbour.example");
    }

    private Call add(Role role) {
        return cast.as(owner.organization(), team.add(owner, address(), role).account());
    }

    private static TeamMemberId id(Call call) {
        return ((Actor.TeamMember) call.actor()).id();
    }

    private Role role(Call call) {
        return team.find(owner, id(call)).member().role();
    }

    @Test
    void theOwnerSeesWhoIsOnTheTeam() {
        assertThat(team.list(owner))
                .extracting(colleague -> colleague.member().role())
                .containsExactly(Role.OWNER, Role.ADMIN, Role.MEMBER);
        assertThat(team.list(cast.mallory())).hasSize(1);
        assertThatThrownBy(() -> team.list(member)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void grantsHoldFromNowOnAndLetSeeWhatTheyLetChange() {
        var bob = ((Actor.TeamMember) cast.bob().actor()).account();
        var grant = new PageGrant(cast.page(), Permission.MANAGE_COMPONENTS);

        team.change(cast.alice(), id(cast.bob()), ANY, new Rank(Role.MEMBER, Set.of(grant)));

        var actor = cast.as(cast.organization(), bob).actor();
        assertThat(actor.may(cast.page(), Permission.MANAGE_COMPONENTS)).isTrue();
        assertThat(actor.may(cast.page(), Permission.VIEW_PAGE)).isTrue();
        assertThat(actor.may(cast.page(), Permission.MANAGE_INCIDENTS)).isFalse();
        assertThat(team.find(cast.alice(), id(cast.bob())).grants())
                .containsExactlyInAnyOrder(grant, new PageGrant(cast.page(), Permission.VIEW_PAGE));
    }

    @Test
    void noGrantReachesAPageOfOthersOrTheWholeOrganization() {
        var theirs = new Rank(Role.MEMBER, Set.of(new PageGrant(cast.otherPage(), Permission.VIEW_PAGE)));
        assertThatThrownBy(() -> team.change(owner, id(member), ANY, theirs)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> PageGrant.parse(cast.page() + ":manage_organization"))
                .isInstanceOf(Problem.Invalid.class);
        for (var text : List.of(
                "",
                ":",
                cast.page() + "",
                cast.page() + ":everything",
                cast.page() + ":view_incidents",
                "x:view_page")) {
            assertThatThrownBy(() -> PageGrant.parse(text)).as(text).isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void anAdminLeavesOwnersAlone() {
        assertThatThrownBy(() -> team.change(admin, id(owner), ANY, MEMBER)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> team.remove(admin, id(owner))).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> team.change(admin, id(admin), ANY, OWNER)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> team.change(admin, id(member), ANY, OWNER)).isInstanceOf(Problem.Forbidden.class);
        team.change(admin, id(member), ANY, ADMIN);
        assertThat(role(member)).isEqualTo(Role.ADMIN);
        team.remove(admin, id(member));
        assertThat(team.list(owner)).hasSize(2);
    }

    @Test
    void aProgramLeavesOwnersAloneToo() {
        var key = new Call(
                new Actor.ApiKey(owner.organization(), Ids.next(), Set.of(Permission.values()), Optional.empty()), "r");
        assertThatThrownBy(() -> team.remove(key, id(owner))).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> team.change(key, id(member), ANY, OWNER)).isInstanceOf(Problem.Forbidden.class);
        team.change(key, id(member), ANY, ADMIN);
    }

    @Test
    void aMemberChangesNobody() {
        assertThatThrownBy(() -> team.change(member, id(member), ANY, ADMIN)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> team.remove(member, id(admin))).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void whoWasDemotedWhileAskingMayNotAnyMore() {
        team.change(owner, id(admin), ANY, MEMBER);

        assertThatThrownBy(() -> team.change(admin, id(admin), ANY, ADMIN)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> team.remove(admin, id(member))).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void theLastOwnerStays() {
        assertThatThrownBy(() -> team.change(owner, id(owner), ANY, ADMIN)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> team.remove(owner, id(owner))).isInstanceOf(Problem.Conflict.class);

        team.change(owner, id(admin), ANY, OWNER);
        team.change(owner, id(owner), ANY, MEMBER);
        assertThatThrownBy(() -> team.remove(admin, id(admin))).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void twoOwnersCannotRemoveEachOther() throws InterruptedException {
        var second = add(Role.OWNER);
        var failures = new CopyOnWriteArrayList<Problem>();
        var removals = List.of(removal(owner, second, failures), removal(second, owner, failures));
        for (var removal : removals) {
            removal.join();
        }

        assertThat(failures).hasSize(1);
        var staff = new Call(new Actor.Staff(owner.organization(), "test"), "r");
        assertThat(team.list(staff))
                .filteredOn(colleague -> colleague.member().role() == Role.OWNER)
                .hasSize(1);
    }

    private Thread removal(Call by, Call of, List<Problem> failures) {
        return Thread.ofVirtual().start(() -> {
            try {
                team.remove(by, id(of));
            } catch (Problem e) {
                failures.add(e);
            }
        });
    }

    @Test
    void whoIsRemovedHasNothingLeftAndMayComeBack() {
        var account = ((Actor.TeamMember) cast.carol().actor()).account();
        team.remove(cast.alice(), id(cast.carol()));

        var job = new Call(new Actor.Job(cast.organization(), "test"), "r");
        Optional<Actor.TeamMember> gone = database.read(job, tx -> team.actorWithin(tx, account));
        assertThat(gone).isEmpty();
        assertThat(cast.room().organizations().memberships(account)).isEmpty();
        assertThatThrownBy(() -> team.find(cast.alice(), id(cast.carol()))).isInstanceOf(Problem.NotFound.class);

        var back = team.add(cast.alice(), EmailAddress.of("email", "carol@lighthouse.example"), Role.MEMBER);
        assertThat(back.id()).isEqualTo(id(cast.carol()));
        assertThat(team.find(cast.alice(), back.id()).grants()).isEmpty();
    }

    @Test
    void peopleOfOthersAreNotThere() {
        assertThatThrownBy(() -> team.find(cast.mallory(), id(owner))).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> team.change(cast.mallory(), id(member), ANY, ADMIN))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> team.remove(cast.mallory(), id(member))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aFormThatIsOutOfDateIsRefused() {
        int version = team.find(owner, id(member)).member().version();
        team.change(owner, id(member), new ExpectedVersion.OfForm(version), ADMIN);

        assertThatThrownBy(() -> team.change(owner, id(member), new ExpectedVersion.OfForm(version), MEMBER))
                .isInstanceOf(Problem.Conflict.class);
    }
}
