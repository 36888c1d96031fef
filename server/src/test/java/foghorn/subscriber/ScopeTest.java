package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.subscriber.FollowerService.NewScope;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people follow is what they are told of, and nobody but themselves changes it. */
class ScopeTest {
    private final Ferry ferry = new Ferry();

    @AfterEach
    void close() {
        ferry.close();
    }

    @Test
    void aGroupIsWhoeverIsInItAtTheTime() {
        var group = ferry.group("Quays", ferry.component("North quay"));
        ferry.reader("ann@readers.example", Ferry.of(group));
        var later = ferry.componentIn(group, "South quay");
        var elsewhere = ferry.component("Ticket office");

        assertThat(ferry.reach(Optional.empty(), later)).isEqualTo(1);
        assertThat(ferry.reach(Optional.empty(), elsewhere)).isZero();
        assertThat(ferry.reach(Optional.empty())).isZero();
    }

    @Test
    void everythingIsAlsoWhatComesLater() {
        ferry.reader("ann@readers.example", Scope.EVERYTHING);

        assertThat(ferry.reach(Optional.empty(), ferry.component("New pier"))).isEqualTo(1);
        assertThat(ferry.reach(Optional.empty())).isEqualTo(1);
    }

    @Test
    void whoFollowsOneIncidentHearsOfNoOther() {
        var incident = ferry.incident("Fog");
        var other = ferry.incident("Storm");
        var secret = ferry.reader("ann@readers.example", Ferry.of(incident));

        assertThat(ferry.reach(Optional.of(incident))).isEqualTo(1);
        assertThat(ferry.reach(Optional.of(other), ferry.component("Quay"))).isZero();
        assertThat(ferry.find(secret).follows()).extracting(Followed::name).containsExactly("Fog");
    }

    @Test
    void anIncidentComesOnTopOfWhatIsFollowedOnceItsLinkIsUsed() {
        var quay = ferry.component("Quay");
        var secret = ferry.reader("ann@readers.example", Ferry.of(quay));
        var incident = ferry.incident("Fog");

        ferry.ask("ann@readers.example", Ferry.of(incident));
        assertThat(ferry.find(secret).scope()).isEqualTo(Ferry.of(quay));
        ferry.confirm(ferry.newest("ann@readers.example", "confirm_subscription"));
        assertThat(ferry.find(secret).scope()).isEqualTo(new Scope(Set.of(quay), Set.of(incident)));
    }

    @Test
    void whoHearsOfEverythingGetsNoSecondSubscriptionForAnIncident() {
        var secret = ferry.reader("ann@readers.example", Scope.EVERYTHING);
        ferry.ask("ann@readers.example", Ferry.of(ferry.incident("Fog")));

        assertThat(ferry.newestKind("ann@readers.example")).isEqualTo("manage_subscription");
        assertThat(ferry.find(secret).scope()).isEqualTo(Scope.EVERYTHING);
    }

    @Test
    void nobodyElseChangesWhatSomebodyFollows() {
        var quay = ferry.component("Quay");
        var secret = ferry.reader("ann@readers.example", Scope.EVERYTHING);

        ferry.ask("ann@readers.example", Ferry.of(quay));
        assertThat(ferry.find(secret).scope()).isEqualTo(Scope.EVERYTHING);
        var link = ferry.newest("ann@readers.example", "confirm_subscription");
        assertThat(ferry.room
                        .confirmations()
                        .wish(ferry.visitor, ferry.page, link)
                        .orElseThrow()
                        .parts())
                .extracting(Followed::name)
                .containsExactly("Quay");
        ferry.confirm(link);
        assertThat(ferry.find(secret).scope()).isEqualTo(Ferry.of(quay));
    }

    @Test
    void anOldLinkDoesNotUndoALaterChoice() {
        var quay = ferry.component("Quay");
        ferry.ask("ann@readers.example", Ferry.of(quay));
        var link = ferry.newest("ann@readers.example", "confirm_subscription");
        ferry.confirm(link);
        var secret = ferry.secret("ann@readers.example");
        ferry.follow(secret, Scope.EVERYTHING);

        ferry.confirm(link);
        assertThat(ferry.find(secret).scope()).isEqualTo(Scope.EVERYTHING);
    }

    @Test
    void whoWasImportedConfirmsWhatTheListSays() {
        var quay = ferry.component("Quay");
        var ann =
                new ImportedSubscriber.ByEmail(EmailAddress.of("email", "ann@readers.example"), List.of(quay.value()));
        ferry.room
                .imports()
                .add(ferry.cast.alice(), ferry.page, new SubscriberImportService.Batch(false, List.of(ann)));
        var link = ferry.newest("ann@readers.example", "confirm_subscription");
        assertThat(ferry.room
                        .confirmations()
                        .wish(ferry.visitor, ferry.page, link)
                        .orElseThrow()
                        .parts())
                .extracting(Followed::name)
                .containsExactly("Quay");
        ferry.confirm(link);

        assertThat(ferry.find(ferry.secret("ann@readers.example")).scope()).isEqualTo(Ferry.of(quay));
    }

    @Test
    void aChoiceOfWhatIsDeletedDoesNotBecomeEverything() {
        var quay = ferry.component("Quay");
        ferry.ask("ann@readers.example", Ferry.of(quay));
        ferry.components.components().delete(ferry.cast.alice(), ferry.page, quay);
        ferry.confirm(ferry.newest("ann@readers.example", "confirm_subscription"));

        assertThat(ferry.reach(Optional.empty(), ferry.component("Pier"))).isZero();
        var subscription = ferry.find(ferry.secret("ann@readers.example"));
        assertThat(subscription.scope().isEverything()).isFalse();
        assertThat(subscription.follows()).isEmpty();
    }

    @Test
    void whatIsOverOrOfAnotherPageCannotBeFollowed() {
        var over = ferry.incident("Fog");
        var secret = ferry.reader("ann@readers.example", Ferry.of(over));
        ferry.resolve(over);
        var stranger = new ComponentId(Ids.next());

        assertThatThrownBy(() -> ferry.ask("ben@readers.example", Ferry.of(over)))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> ferry.ask("ben@readers.example", Ferry.of(stranger)))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> ferry.ask("ben@readers.example", Ferry.of(new IncidentId(Ids.next()))))
                .isInstanceOf(Problem.Invalid.class);
        ferry.follow(secret, new Scope(Set.of(ferry.component("Quay")), Set.of(over)));
        assertThat(ferry.find(secret).follows())
                .filteredOn(Followed::isOver)
                .extracting(Followed::name)
                .containsExactly("Fog");
    }

    @Test
    void whereAPageOffersNothingButIncidentsOnlyTheyCanBeFollowed() {
        ferry.texts("update page set allow_page_subscribers = false where id = ?", ferry.page.value());
        ferry.reader("ann@readers.example", Ferry.of(ferry.incident("Fog")));

        assertThatThrownBy(() -> ferry.ask("ben@readers.example", Scope.EVERYTHING))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void theTeamChoosesWhatAWebhookFollows() {
        var quay = ferry.component("Quay");
        var command = new WebhookService.NewWebhook("https://hooks.example/a", "ops@hooks.example", Optional.empty());
        var id = ferry.room
                .webhooks()
                .add(ferry.cast.alice(), ferry.page, command)
                .webhook()
                .id();

        assertThat(follow(id, Ferry.of(quay)).components()).containsExactly(quay);
        assertThat(follow(id, Ferry.of(quay)).components()).containsExactly(quay);
        assertThat(follow(id, Scope.EVERYTHING).components()).isEmpty();
        assertThatThrownBy(() -> follow(id, Ferry.of(new ComponentId(Ids.next()))))
                .isInstanceOf(Problem.Invalid.class);
    }

    private Follower follow(SubscriberId subscriber, Scope scope) {
        return ferry.room
                .followers()
                .follow(ferry.cast.alice(), ferry.page, new NewScope(subscriber, scope, ExpectedVersion.any()));
    }

    private Follower add(String email, Scope scope, boolean vouched) {
        var command = new FollowerService.NewFollower(email, scope, vouched);
        return ferry.room.followers().add(ferry.cast.alice(), ferry.page, command);
    }

    @Test
    void whomTheTeamAddsConfirmsUnlessTheTeamVouches() {
        var quay = ferry.component("Quay");
        var asked = add("ann@readers.example", Ferry.of(quay), false);
        var vouched = add("ben@readers.example", Ferry.of(quay), true);

        assertThat(asked.state()).isEqualTo(SubscriberState.UNCONFIRMED);
        assertThat(vouched.state()).isEqualTo(SubscriberState.ACTIVE);
        assertThat(ferry.reach(Optional.empty(), quay)).isEqualTo(1);
        ferry.confirm(ferry.newest("ann@readers.example", "confirm_subscription"));
        assertThat(ferry.reach(Optional.empty(), quay)).isEqualTo(2);
        assertThat(ferry.number(
                        "select count(*) from direct_message where subject_id = ?",
                        vouched.id().value()))
                .isZero();
    }

    @Test
    void theTeamBringsNobodyBackWhoHasGone() {
        var secret = ferry.reader("ann@readers.example", Scope.EVERYTHING);
        ferry.leave(secret);
        assertThatThrownBy(() -> add("ann@readers.example", Scope.EVERYTHING, true))
                .isInstanceOf(Problem.Invalid.class);
        ferry.room.subscriptions().erase(ferry.visitor, ferry.page, secret);
        assertThatThrownBy(() -> add("Ann@Readers.example", Scope.EVERYTHING, true))
                .isInstanceOf(Problem.Invalid.class);
    }
}
