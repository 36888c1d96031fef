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
        "a+tag@mail.example.co.uk, a+tag@mail.example.co.uk"
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
                "änn@example.com",
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
    void spellingsOfOneMailboxShareTheirKey() {
        assertThat(EmailAddress.of("email", "Ann@EXAMPLE.com").comparable())
                .isEqualTo(EmailAddress.of("email", "ann@example.com").comparable());
    }
}
