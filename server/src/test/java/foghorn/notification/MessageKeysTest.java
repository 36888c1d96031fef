package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.tenant.IdForm;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

class MessageKeysTest {
    private static final MessageKeys KEYS = new MessageKeys(InstallationKey.of(new byte[32]));

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars(IdForm.ALPHABET.toCharArray()).ofLength(IdForm.LENGTH);
    }

    @Property
    void whatWeMadeIsRead(@ForAll("ids") String event, @ForAll("ids") String subscriber) {
        assertThat(KEYS.verify(KEYS.of(event, subscriber))).contains(new MessageKeys.Named(event, subscriber));
    }

    @Property
    void whatWasChangedAnywhereIsRefused(
            @ForAll("ids") String event,
            @ForAll("ids") String subscriber,
            @ForAll @IntRange(max = MailSender.MAX_KEY - 1) int place,
            @ForAll @CharRange(from = 0, to = 127) char changed) {
        var key = KEYS.of(event, subscriber);
        Assume.that(key.charAt(place) != changed);

        assertThat(KEYS.verify(key.substring(0, place) + changed + key.substring(place + 1)))
                .isEmpty();
    }

    @Property
    void whatWasCutOrHasMoreIsRefused(
            @ForAll("ids") String event,
            @ForAll("ids") String subscriber,
            @ForAll @IntRange(max = MailSender.MAX_KEY - 1) int length,
            @ForAll @NotEmpty String more) {
        var key = KEYS.of(event, subscriber);

        assertThat(List.of(key.substring(0, length), key + more, more + key))
                .allSatisfy(other -> assertThat(KEYS.verify(other)).isEmpty());
    }

    @Property
    void theMacOfAnotherMessageIsRefused(
            @ForAll("ids") String event, @ForAll("ids") String subscriber, @ForAll("ids") String other) {
        Assume.that(!subscriber.equals(other));
        var mac = KEYS.of(event, subscriber).substring(2 * IdForm.LENGTH + 1);

        assertThat(KEYS.verify(event + "." + other + mac)).isEmpty();
    }

    @Property
    void whatOthersWroteIsRefused(@ForAll String text) {
        assertThat(KEYS.verify(text)).isEmpty();
    }

    @Example
    void aKeyOfAnotherInstallationIsRefused() {
        var others = new MessageKeys(InstallationKey.of(Ids.bytes(32)));

        assertThat(KEYS.verify(others.of(Ids.next(), Ids.next()))).isEmpty();
    }

    @Property
    void everyKeyIsPartOfALegalReturnPath(@ForAll("ids") String event, @ForAll("ids") String subscriber) {
        var sender = MailSender.tagged(new EmailAddress("s".repeat(MailSender.MAX_TAGGED_LOCAL) + "@mail.example"));
        var key = KEYS.of(event, subscriber);

        assertThat(key).hasSize(MailSender.MAX_KEY);
        assertThat(sender.returnPath(key).local()).hasSize(64).endsWith("+" + key);
    }
}
