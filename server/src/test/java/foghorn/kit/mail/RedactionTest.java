package foghorn.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
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
