package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.id.Ids;
import foghorn.notification.DirectoryRepository.Place;
import foghorn.subscriber.Recipient;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which failures say that a channel does not work. */
class ProgressTest {
    private static final Instant START = Instant.parse("2026-05-04T09:00:00Z");
    private static final DeliveryOutcome AWAY =
            new DeliveryOutcome.Throttled("no answer", "refused", Optional.empty(), false);
    private static final DeliveryOutcome LATER = new DeliveryOutcome.RetryLater("451", "later", Optional.empty());
    private static final DeliveryOutcome TAKEN = new DeliveryOutcome.Delivered("250");

    private final Progress mail = new Progress(true);
    private final Progress hooks = new Progress(false);
    private Instant now = START;

    private static Recipient somebody() {
        return new Recipient(
                new SubscriberId(Ids.next()),
                "email",
                "a@a.example",
                Optional.empty(),
                "secret",
                "en",
                Optional.empty(),
                List.of(),
                false);
    }

    private Item item(Recipient recipient, int attempts, Instant since) {
        var place = new Place(new OrganizationId(Ids.next()), new PageId(Ids.next()));
        var subject = new Item.Direct(Ids.next(), "confirm_subscription", "token");
        return new Item(new Claim(place, 1, Lane.UPDATE, false, 1, 0), subject, recipient, attempts, since);
    }

    private void add(Progress progress, Recipient recipient, int attempts, Instant since, DeliveryOutcome outcome) {
        progress.add(new Item.Done(item(recipient, attempts, since), outcome, now, true));
    }

    @Test
    void aMailServerThatIsAwayIsSeenWithOneSubscriber() {
        var alice = somebody();
        add(mail, alice, 0, START, AWAY);
        assertThat(mail.failingSince(now)).as("once is no reason").isEmpty();
        now = now.plusSeconds(2);
        add(mail, alice, 0, START, AWAY);

        assertThat(mail.failingSince(now)).contains(START);
        add(mail, alice, 0, START, TAKEN);
        assertThat(mail.failingSince(now)).isEmpty();
        add(mail, alice, 0, START, AWAY);
        assertThat(mail.failingSince(now)).as("it is counted anew").isEmpty();
    }

    @Test
    void whatWasTriedLongAgoIsNoReasonToWakeSomebody() {
        add(mail, somebody(), 0, START, AWAY);
        add(mail, somebody(), 0, START, AWAY);

        assertThat(mail.failingSince(now.plus(Duration.ofMinutes(4)))).contains(START);
        assertThat(mail.failingSince(now.plus(Duration.ofMinutes(5)))).isEmpty();
    }

    @Test
    void oneGreylistedAddressAndOneDeadEndpointAreNoReason() {
        var alice = somebody();
        for (int attempt = 0; attempt < 20; attempt++) {
            add(mail, alice, attempt, START, LATER);
            add(hooks, alice, attempt, START, AWAY);
            now = now.plus(Duration.ofMinutes(2));
        }

        assertThat(mail.failingSince(now)).isEmpty();
        assertThat(hooks.failingSince(now)).isEmpty();
    }

    @Test
    void whereNobodyOfAFewGetsAnythingItIsSeenAfterSomeAttempts() {
        var three = List.of(somebody(), somebody(), somebody());
        for (int attempt = 0; attempt < 3; attempt++) {
            for (var one : three) {
                add(hooks, one, attempt, START, AWAY);
                add(mail, one, attempt, START, LATER);
            }
        }
        assertThat(mail.failingSince(now)).isEmpty();
        add(hooks, three.getFirst(), 3, START, AWAY);
        add(mail, three.getFirst(), 3, START, LATER);

        assertThat(hooks.failingSince(now)).contains(START);
        assertThat(mail.failingSince(now)).contains(START);
    }

    @Test
    void thoseWhoAreLeftAfterTheOthersWereToldAreNoReason() {
        var left = List.of(somebody(), somebody(), somebody(), somebody());
        left.forEach(one -> add(mail, one, 0, START, LATER));
        now = now.plusSeconds(1);
        add(mail, somebody(), 0, START, TAKEN);
        for (int attempt = 1; attempt < 10; attempt++) {
            now = now.plusSeconds(30);
            for (var one : left) {
                add(mail, one, attempt, START, LATER);
            }
        }
        assertThat(mail.failingSince(now)).isEmpty();

        var later = now;
        left.forEach(one -> add(mail, one, 0, later, LATER));
        left.forEach(one -> add(mail, one, 1, later, LATER));
        left.forEach(one -> add(mail, one, 2, later, LATER));
        assertThat(mail.failingSince(now))
                .as("of the next notice nobody has heard")
                .contains(later);
    }

    @Test
    void aFanOutThatBreaksInTheMiddleIsSeen() {
        add(mail, somebody(), 0, START, TAKEN);
        for (int i = 0; i < 10; i++) {
            assertThat(mail.failingSince(now)).isEmpty();
            add(mail, somebody(), 0, START, LATER);
        }

        assertThat(mail.failingSince(now)).contains(START);
    }

    @Test
    void whatARecipientRefusesAndWhatWasNotTriedSaysNothing() {
        for (int i = 0; i < 20; i++) {
            add(mail, somebody(), 0, START, new DeliveryOutcome.Rejected("554", "no"));
            add(mail, somebody(), 0, START, new DeliveryOutcome.RecipientGone("550", "no such user"));
            hooks.add(new Item.Done(item(somebody(), 0, START), AWAY, now, false));
        }

        assertThat(mail.failingSince(now)).isEmpty();
        assertThat(hooks.failingSince(now)).isEmpty();
        assertThat(mail.counts())
                .containsEntry(Progress.Result.REJECTED, 20L)
                .containsEntry(Progress.Result.RECIPIENT_GONE, 20L);
    }
}
