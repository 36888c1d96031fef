package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscribers come, leave, come back and are forgotten, by their own hand or when their time is over. */
class SubscriptionTest {
    private static final String ANN = "ann@readers.example";

    private final Ferry ferry = new Ferry();
    private final Purge purge = ferry.room.purge(() -> List.of(ferry.cast.organization()));

    @AfterEach
    void close() {
        ferry.close();
    }

    @Test
    void leavingCanBeTakenBackForTenMinutes() {
        var quay = ferry.component("Quay");
        var secret = ferry.reader(ANN, Ferry.of(quay));
        var before = ferry.find(secret);
        ferry.leave(secret);
        assertThat(ferry.reach(Optional.empty(), quay)).isZero();
        assertThat(ferry.find(secret).undoUntil()).contains(ferry.now().plus(SubscriptionService.UNDO));

        ferry.pass(SubscriptionService.UNDO.minusSeconds(1));
        ferry.room.subscriptions().undo(ferry.visitor, ferry.page, secret);
        assertThat(ferry.find(secret)).isEqualTo(before);
        assertThat(ferry.reach(Optional.empty(), quay)).isEqualTo(1);

        ferry.leave(secret);
        ferry.pass(SubscriptionService.UNDO);
        assertThat(ferry.find(secret).undoUntil()).isEmpty();
        assertThatThrownBy(() -> ferry.room.subscriptions().undo(ferry.visitor, ferry.page, secret))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void takingBackDoesNotWakeWhoWasLeftAlone() {
        var secret = ferry.reader(ANN, Scope.EVERYTHING);
        quarantine();
        var before = ferry.find(secret);
        ferry.leave(secret);
        ferry.room.subscriptions().undo(ferry.visitor, ferry.page, secret);

        assertThat(ferry.find(secret)).isEqualTo(before);
        assertThat(before.state()).isEqualTo(SubscriberState.QUARANTINED);
    }

    private void quarantine() {
        var failure = new Quarantine.Failure(new SubscriberId(ferry.id(ANN)), Quarantine.Failure.Kind.GONE);
        ferry.database.change(
                ferry.cast.alice(), tx -> ferry.room.quarantine().judge(tx, Audience.EMAIL, List.of(failure)));
    }

    @Test
    void whoWasLeftAloneComesBackByOneClick() {
        var secret = ferry.reader(ANN, Scope.EVERYTHING);
        quarantine();
        assertThat(ferry.find(secret).purgeAt()).contains(ferry.now().plus(Purge.KEPT));
        ferry.room.subscriptions().reactivate(ferry.visitor, ferry.page, secret);

        assertThat(ferry.find(secret).state()).isEqualTo(SubscriberState.ACTIVE);
        assertThat(ferry.find(secret).purgeAt()).isEmpty();
        assertThat(ferry.reach(Optional.empty())).isEqualTo(1);
    }

    @Test
    void theZoneOfTimesIsChosenAndWhoHasLeftChoosesNothing() {
        var secret = ferry.reader(ANN, Scope.EVERYTHING);
        var wish = new SubscriptionService.Wish(Scope.EVERYTHING, Optional.of(ZoneId.of("Asia/Tokyo")));
        ferry.room.subscriptions().follow(ferry.visitor, ferry.page, secret, wish);
        assertThat(ferry.find(secret).zone()).contains(ZoneId.of("Asia/Tokyo"));

        ferry.leave(secret);
        assertThatThrownBy(() -> ferry.room.subscriptions().follow(ferry.visitor, ferry.page, secret, wish))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void ofWhoIsErasedAKeyedHashStaysAndNothingElse() {
        var quay = ferry.component("Quay");
        var secret = ferry.reader(ANN, Ferry.of(quay));
        var id = ferry.id(ANN);
        ferry.ask(ANN, Scope.EVERYTHING);
        ferry.room.subscriptions().erase(ferry.visitor, ferry.page, secret);

        assertThatThrownBy(() -> ferry.find(secret)).isInstanceOf(Problem.NotFound.class);
        for (var table : List.of("subscriber", "subscriber_scope", "direct_message")) {
            assertThat(ferry.number("select count(*) from " + table)).as(table).isZero();
        }
        assertThat(ferry.number("select count(*) from subject_key where subject_id = ?", id))
                .isZero();
        assertThat(ferry.texts("select encode(address_hmac, 'hex') from subscriber_erasure"))
                .singleElement()
                .asString()
                .hasSize(64);
        assertThat(ferry.number("""
                select count(*) from audit_entry where action = 'subscriber.erased' and subject = ?
                """, id)).isEqualTo(1);
        assertThat(ferry.number("select count(*) from audit_entry where subject like '%@%' or details like '%@%'"))
                .isZero();
    }

    @Test
    void whoIsErasedIsNotImportedButMayComeBack() {
        var secret = ferry.reader(ANN, Scope.EVERYTHING);
        ferry.room.subscriptions().erase(ferry.visitor, ferry.page, secret);

        assertThat(imported()).isZero();
        assertThat(ferry.number("select count(*) from subscriber")).isZero();
        ferry.reader(ANN, Scope.EVERYTHING);
        assertThat(ferry.number("select count(*) from subscriber_erasure")).isZero();
        assertThat(ferry.reach(Optional.empty())).isEqualTo(1);
    }

    private long imported() {
        var ann = new ImportedSubscriber.ByEmail(EmailAddress.of("email", "Ann@Readers.example"), List.of());
        var outcomes = ferry.room
                .imports()
                .add(ferry.cast.alice(), ferry.page, new SubscriberImportService.Batch(true, List.of(ann)));
        return outcomes.stream()
                .filter(outcome -> outcome == SubscriberImportService.Outcome.ADDED)
                .count();
    }

    @Test
    void askingForASubscriptionAloneDoesNotLiftAnErasure() {
        ferry.room.subscriptions().erase(ferry.visitor, ferry.page, ferry.reader(ANN, Scope.EVERYTHING));
        ferry.ask(ANN, Scope.EVERYTHING);

        assertThat(ferry.number("select count(*) from subscriber_erasure")).isEqualTo(1);
    }

    @Test
    void whoHasLeftStaysEncryptedForNinetyDaysAndIsAHashThen() {
        var secret = ferry.reader(ANN, Scope.EVERYTHING);
        ferry.leave(secret);
        ferry.pass(Purge.KEPT.minusSeconds(1));
        purge.sweep();
        assertThat(ferry.find(secret).target()).isEqualTo(ANN);
        assertThat(ferry.number(
                        "select count(*) from subscriber where position('readers' in encode(address, 'escape')) > 0"))
                .isZero();

        ferry.pass(Duration.ofSeconds(1));
        purge.sweep();
        assertThat(ferry.number("select count(*) from subscriber")).isZero();
        assertThat(ferry.number("select count(*) from subject_key")).isZero();
        assertThat(ferry.number("select count(*) from subscriber_erasure")).isEqualTo(1);
        assertThat(imported()).isZero();
        assertThat(ferry.texts("select details from audit_entry where action = 'subscriber.purged'"))
                .singleElement()
                .asString()
                .contains("1");
    }

    @Test
    void whoNeverConfirmedOrWasLeftAloneIsForgottenWhole() {
        ferry.ask("ben@readers.example", Scope.EVERYTHING);
        ferry.reader(ANN, Scope.EVERYTHING);
        quarantine();
        ferry.reader("cem@readers.example", Scope.EVERYTHING);
        ferry.pass(Purge.KEPT);
        ferry.pass(Ferry.DAY);
        purge.sweep();

        assertThat(ferry.number("select count(*) from subscriber")).isEqualTo(1);
        assertThat(ferry.number("select count(*) from subscriber_erasure")).isZero();
        assertThat(imported()).isEqualTo(1);
    }

    @Test
    void whoAsksAgainBeforeConfirmingIsKeptAnew() {
        ferry.ask(ANN, Scope.EVERYTHING);
        ferry.pass(Purge.KEPT.minusDays(1));
        ferry.ask(ANN, Scope.EVERYTHING);
        ferry.pass(Ferry.DAY.multipliedBy(2));
        purge.sweep();

        assertThat(ferry.number("select count(*) from subscriber")).isEqualTo(1);
    }

    @Test
    void whoFollowedOneIncidentIsForgottenWhenItHasLongBeenOver() {
        var quay = ferry.component("Quay");
        var fog = ferry.incident("Fog");
        var storm = ferry.incident("Storm");
        ferry.reader("fog@readers.example", Ferry.of(fog));
        ferry.reader("storm@readers.example", Ferry.of(storm));
        ferry.reader("all@readers.example", Scope.EVERYTHING);
        var both = ferry.reader("both@readers.example", Ferry.of(quay));
        ferry.follow(both, new Scope(Ferry.of(quay).components(), Ferry.of(fog).incidents()));
        ferry.resolve(fog);
        ferry.pass(Purge.KEPT.minusSeconds(1));
        purge.sweep();
        assertThat(ferry.number("select count(*) from subscriber")).isEqualTo(4);

        ferry.pass(Duration.ofSeconds(1));
        purge.sweep();
        assertThat(ferry.number("select count(*) from subscriber")).isEqualTo(3);
        assertThatThrownBy(() -> ferry.id("fog@readers.example")).isInstanceOf(IllegalStateException.class);
        assertThat(ferry.number("select count(*) from subscriber_erasure")).isZero();
    }
}
