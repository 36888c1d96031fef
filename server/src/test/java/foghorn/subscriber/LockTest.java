package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An address that several people read: nobody ends its subscription for all of them unseen. */
class LockTest {
    private static final String CREW = "crew@readers.example";

    private final Ferry ferry = new Ferry();

    @AfterEach
    void close() {
        ferry.close();
    }

    private LockService locks() {
        return ferry.room.locks();
    }

    private String locked() {
        var secret = ferry.reader(CREW, Scope.EVERYTHING);
        ferry.lock(secret);
        return secret;
    }

    private void mailLink(String secret) {
        ferry.pass(Duration.ofSeconds(1));
        locks().mailLink(ferry.visitor, ferry.page, secret);
    }

    private String unlock(String token) {
        return locks().unlock(ferry.visitor, ferry.page, token);
    }

    @Test
    void whatIsLockedIsNeitherChangedNorEnded() {
        var quay = ferry.component("Quay");
        var secret = locked();

        assertRefused(() -> ferry.leave(secret));
        assertRefused(() -> ferry.follow(secret, Ferry.of(quay)));
        assertRefused(() -> ferry.room.subscriptions().erase(ferry.visitor, ferry.page, secret));
        var present = ferry.find(secret);
        assertThat(present.state()).isEqualTo(SubscriberState.ACTIVE);
        assertThat(present.scope()).isEqualTo(Scope.EVERYTHING);
        assertThat(present.target()).isEqualTo(CREW);
    }

    @Test
    void theMailedLinkUnlocksOnce() {
        var secret = locked();
        mailLink(secret);
        var token = ferry.newest(CREW, LinkRepository.UNLOCK);
        assertThat(locks().canUnlock(ferry.visitor, ferry.page, token)).isTrue();

        assertThat(unlock(token)).isEqualTo(secret);
        assertThat(locks().isLocked(ferry.visitor, ferry.page, secret)).isFalse();
        ferry.lock(secret);
        assertThat(locks().canUnlock(ferry.visitor, ferry.page, token)).isFalse();
        assertThatThrownBy(() -> unlock(token)).isInstanceOf(Problem.NotFound.class);

        mailLink(secret);
        unlock(ferry.newest(CREW, LinkRepository.UNLOCK));
        ferry.leave(secret);
        assertThat(ferry.find(secret).state()).isEqualTo(SubscriberState.UNSUBSCRIBED);
    }

    @Test
    void theLinkIsGoodForADayAndOfItsKindAlone() {
        var secret = locked();
        mailLink(secret);
        var token = ferry.newest(CREW, LinkRepository.UNLOCK);
        assertThatThrownBy(() -> ferry.confirm(token)).isInstanceOf(Problem.NotFound.class);
        ferry.pass(DirectMessages.UNLOCK_LIFE);
        assertThatThrownBy(() -> unlock(token)).isInstanceOf(Problem.NotFound.class);

        var confirmation = ferry.newest(CREW, LinkRepository.CONFIRM);
        assertThatThrownBy(() -> unlock(confirmation)).isInstanceOf(Problem.NotFound.class);
        assertThat(locks().isLocked(ferry.visitor, ferry.page, secret)).isTrue();
    }

    @Test
    void aMailboxIsNotFloodedWithLinks() {
        var secret = locked();
        for (int i = 0; i < LockService.MAILS.most(); i++) {
            mailLink(secret);
        }

        assertThatThrownBy(() -> mailLink(secret)).isInstanceOf(Problem.TooMany.class);
        assertThat(ferry.number("select count(*) from direct_message where kind = 'unlock_subscription'"))
                .isEqualTo(LockService.MAILS.most());
    }

    @Test
    void nothingIsMailedWhereNothingIsLocked() {
        mailLink(ferry.reader(CREW, Scope.EVERYTHING));

        assertThat(ferry.number("select count(*) from direct_message where kind = 'unlock_subscription'"))
                .isZero();
        assertThatThrownBy(() -> mailLink("nobody")).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void whoHasLeftHasNothingToLock() {
        var secret = ferry.reader(CREW, Scope.EVERYTHING);
        ferry.leave(secret);

        assertRefused(() -> ferry.lock(secret));
    }

    @Test
    void mailProgramsAreToldThatTheyMayNotEndIt() {
        var secret = locked();
        var id = ferry.id(CREW);

        assertThat(recipient(id).isLocked()).isTrue();
        mailLink(secret);
        unlock(ferry.newest(CREW, LinkRepository.UNLOCK));
        assertThat(recipient(id).isLocked()).isFalse();
        assertThat(ferry.texts("select action from audit_entry where subject = ? order by seq", id))
                .endsWith("subscriber.locked", "subscriber.unlock_requested", "subscriber.unlocked");
    }

    private Recipient recipient(String id) {
        return ferry
                .database
                .read(ferry.cast.alice(), tx -> ferry.room.audience().active(tx, Set.of(id)))
                .values()
                .stream()
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(ThrowingCallable verb) {
        assertThatThrownBy(verb).isInstanceOf(Problem.Conflict.class);
    }
}
