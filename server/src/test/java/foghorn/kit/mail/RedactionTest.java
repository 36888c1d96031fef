package foghorn.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final EmailAddress CANARY = new EmailAddress("canary.bird+7@nest.example.org");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.1.1 <canary.bird+7@nest.example.org>: Recipient address rejected",
                "5.1.1 canary.bird+7@nest.example.org unknown",
                "5.1.1 <CANARY.BIRD+7@NEST.EXAMPLE.ORG> unknown",
                "5.1.1 \"canary.bird+7\"@nest.example.org unknown",
                "5.1.1 \"canary.bird+7@nest.example.org\" unknown",
                "5.1.1 'canary.bird+7'@nest.example.org",
                "see https://help.example/?to=canary.bird%2B7%40nest.example.org for help",
                "see https://help.example/?to=canary.bird%2b7%2540nest.example.org",
                "see https://help.example/?to=%63anary%2Ebird%2B7%40nest%2Eexample%2Eorg",
                "canary.bird+7 @ nest.example.org",
                "canary.bird+7 at nest.example.org is unknown",
                "canary.bird+7(at)nest.example.org is unknown",
                "canary.bird+7&#64;nest.example.org is unknown",
                "prvs=canary.bird+7=nest.example.org@bounces.example.net",
                "nest.example.org!canary.bird+7",
                "user canary.bird+7 is not known here",
                "550 canary.bird+7@nest.\nexample.org is unknown",
                "<canary.bird+7@\r\nnest.example.org>",
                "canary.bird\\+7\\@nest.example.org",
            })
    void anAnswerThatRepeatsTheAddressDoesNotKeepIt(String answer) {
        String kept = Redaction.of(CANARY).apply(answer);

        assertThat(kept.toLowerCase(Locale.ROOT))
                .doesNotContain("canary")
                .doesNotContain("bird")
                .doesNotContain("%63anary")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.1.1 <björn.kärr@xn--nst-qla.example>: unknown",
                "5.1.1 <BJÖRN.KÄRR@XN--NST-QLA.EXAMPLE>: unknown",
                "5.1.1 <björn.kärr@näst.example>: unknown",
                "5.1.1 <bjo\u0308rn.ka\u0308rr@xn--nst-qla.example>: unknown",
                "5.1.1 <bj\ufffdrn.k\ufffdrr@xn--nst-qla.example>: unknown",
                "user bj??rn.k??rr is unknown",
                "user bj\ufffd\ufffdrn.k\ufffd\ufffdrr is unknown",
                "see https://help.example/?to=bj%C3%B6rn.k%c3%a4rr%40xn--nst-qla.example",
                "see https://help.example/?to=bj%25C3%25B6rn.k%25c3%25a4rr",
                "=?utf-8?q?bj=C3=B6rn.k=C3=A4rr?= is unknown",
                "utf-8; bj\\x{F6}rn.k\\x{00E4}rr is unknown",
                "user Björn.Kärr is unknown",
            })
    void anAddressBeyondAsciiIsRemovedHoweverItIsWritten(String answer) {
        var recipient = EmailAddress.of("email", "björn.kärr@näst.example");

        assertThat(Redaction.of(recipient).apply(answer).toLowerCase(Locale.ROOT))
                .doesNotContain("rn.k")
                .doesNotContain("björn");
    }

    @Test
    void aNameInsideASentenceWithoutSpacesIsFound() {
        var recipient = EmailAddress.of("email", "李明@example.com");

        assertThat(Redaction.of(recipient).apply("5.1.1 用户李明不存在")).isEqualTo("5.1.1 用户[address]不存在");
    }

    @Test
    @Timeout(10)
    void anAnswerOfQuestionMarksTakesNoTime() {
        var recipient = EmailAddress.of("email", "李明é李明é李明é李明é李@example.com");

        assertThat(Redaction.of(recipient).apply("x" + "?".repeat(100_000))).hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void addressesOfOthersGoToo() {
        assertThat(Redaction.of(CANARY).apply("forwarded to <bob@example.com>, ask \"post master\"@example.net"))
                .isEqualTo("forwarded to <[address]>, ask [address]");
    }

    @Test
    void whatNamesNobodyStaysAsItWas() {
        String answer = "4.7.1 Greylisted, try again in 300 seconds (100% sure); see https://example.net/grey?x=%20";

        assertThat(Redaction.of(CANARY).apply(answer)).isEqualTo(answer);
    }

    @Test
    void aLongAnswerIsCutAndControlCharactersGo() {
        assertThat(Redaction.of(CANARY).apply("a\u0000b\u202ec " + "x".repeat(1_000)))
                .hasSize(Redaction.MAX_LENGTH)
                .startsWith("a b c xxx");
    }
}
