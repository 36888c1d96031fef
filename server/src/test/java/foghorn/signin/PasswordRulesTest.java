package foghorn.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final EmailAddress ANN = EmailAddress.of("email", "ann.lee@example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "fourteen chars",
                "Password-Password",
                "P a s s w o r d 1 2 3",
                "password1234567",
                "qwertyuiopasdfgh",
                "aaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabc",
                "123456789012345",
                "fedcba987654321",
                "Correct Horse Battery Staple",
                "ann.lee@example.com",
                "ANN-LEE-EXAMPLE-COM",
                "               ",
                "----------------"
            })
    void whatIsShortOrGuessedFirstIsRefused(String password) {
        assertThatThrownBy(() -> PasswordRules.require("password", password, ANN))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.errors().getFirst().field()).isEqualTo("password"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grey gulls over the pier",
                "xK9#mQ2$vL5!nR8",
                "eine lange nacht am hafen",
                "夜の港に霧が降りて船が三隻泊まる",
                "lowercaseonlywords"
            })
    void wordsOfOnesOwnAreWelcomeWhateverTheyAreMadeOf(String password) {
        assertThatCode(() -> PasswordRules.require("password", password, ANN)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 64, 256})
    void lengthsFrom15To256AreAccepted(int length) {
        assertThatCode(() -> PasswordRules.require("password", text(length), ANN))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 257})
    void otherLengthsAreNot(int length) {
        assertThatThrownBy(() -> PasswordRules.require("password", text(length), ANN))
                .isInstanceOf(Problem.Invalid.class);
    }

    private static String text(int length) {
        var text = new StringBuilder();
        for (int i = 0; text.length() < length; i++) {
            text.append(i * 7919 % 1009).append('x');
        }
        return text.substring(0, length);
    }
}
