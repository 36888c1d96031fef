package foghorn.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "' Ann.Lee@Example.COM ', Ann.Lee@example.com",
        "ops@bücher.example, ops@xn--bcher-kva.example",
        "root@localhost, root@localhost",
        "a+tag@mail.example.co.uk, a+tag@mail.example.co.uk",
        "Änn.O’Neill@Bücher.example, Änn.O’Neill@xn--bcher-kva.example",
        "a\u0308nn@example.com, \u00e4nn@example.com",
        "李明@例え.example, 李明@xn--r8jz45g.example",
        "кот🚨@example.com, кот🚨@example.com"
    })
    void aTypedAddressIsNormalised(String typed, String expected) {
        assertThat(EmailAddress.of("email", typed).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.com",
                "ann@",
                "ann@@example.com",
                "an n@example.com",
                "ann@exa mple.com",
                "ann@example.com\r\nBcc: bob@example.com",
                "ann\n@example.com",
                "ann\u0000@example.com",
                "ann@-example.com",
                "ann@example..com",
                ".ann@example.com",
                "ann..lee@example.com",
                "\"ann\"@example.com",
                "<ann@example.com>",
                "ann@example.com,bob@example.com",
                "ann@[127.0.0.1]",
                "änn\u200b@example.com",
                "\u202eänn@example.com",
                "ä\u2066nn@example.com",
                "änn\ufeff@example.com",
                "ä\u00adnn@example.com",
                "ä\u00a0nn@example.com",
                "ä\u3000nn@example.com",
                "ä\u3164nn@example.com",
                "ä\ufe0fnn@example.com",
                "ä\u0085nn@example.com",
                "ä\u2028nn@example.com",
                "ä\ud83dnn@example.com",
                "ä\ue000nn@example.com",
                "ä\u0378nn@example.com",
                "\u0301ann@example.com",
                "änn.\u0301lee@example.com",
                "änn..lee@example.com",
                "änn\uff20evil.example@example.com",
                "änn\uff1cx@example.com",
                "än\u2026n@example.com",
                "\"änn\"@example.com",
                "ann@straße.example",
                "ann@\u03c2.example"
            })
    void whatCouldBreakAHeaderOrIsNoAddressIsRefusedByTheNameOfItsField(String typed) {
        assertThatThrownBy(() -> EmailAddress.of("owner_email", typed))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.errors().getFirst().field()).isEqualTo("owner_email"));
    }

    @Test
    void anAddressHasAtMost254Characters() {
        String domain = "a.".repeat(95) + "example.com";
        String longest = "x".repeat(254 - 1 - domain.length()) + "@" + domain;

        assertThat(EmailAddress.of("email", longest).value()).hasSize(254);
        assertThatThrownBy(() -> EmailAddress.of("email", "x" + longest)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void itsLocalPartHasAtMost64Octets() {
        String longest = "ü".repeat(32) + "@example.com";

        assertThat(EmailAddress.of("email", longest).value()).isEqualTo(longest);
        assertThatThrownBy(() -> EmailAddress.of("email", "x" + longest)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> EmailAddress.of("email", "x".repeat(65) + "@example.com"))
                .isInstanceOf(Problem.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"ann@bücher.example, false", "änn@example.com, true", "ann@example.com, false"})
    void onlyALocalPartBeyondAsciiNeedsUtf8(String typed, boolean needs) {
        assertThat(EmailAddress.of("email", typed).needsUtf8()).isEqualTo(needs);
    }

    @ParameterizedTest
    @CsvSource({
        "\u00c4nn@example.com, a\u0308nn@example.com",
        "J\u030co@example.com, \u01f0o@EXAMPLE.com",
        "mi\u212ae@example.com, MIKE@example.com"
    })
    void composedOrDecomposedItIsTheSameMailbox(String one, String other) {
        assertThat(EmailAddress.of("email", one).comparable())
                .isEqualTo(EmailAddress.of("email", other).comparable());
    }

    @Test
    void onlyTheNormalFormIsAnAddress() {
        assertThatThrownBy(() -> new EmailAddress("a\u0308nn@example.com"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spellingsOfOneMailboxShareTheirKey() {
        assertThat(EmailAddress.of("email", "Ann@EXAMPLE.com").comparable())
                .isEqualTo(EmailAddress.of("email", "ann@example.com").comparable());
    }
}
