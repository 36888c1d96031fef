package foghorn.kit.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void onlyTheRightPasswordMatches() {
        String hash = passwords.hash("a harbour in thick fog");

        assertThat(hash).startsWith("$argon2id$").doesNotContain("harbour");
        assertThat(passwords.verify("a harbour in thick fog", Optional.of(hash)))
                .isTrue();
        assertThat(passwords.verify("a harbour in thick fo", Optional.of(hash))).isFalse();
        assertThat(passwords.verify("a harbour in thick fog", Optional.empty())).isFalse();
    }

    @Test
    void anUnknownAccountCostsWhatAKnownOneDoes() {
        String known = passwords.hash("a harbour in thick fog");

        assertThat(parts(passwords.nobody).subList(0, 4)).isEqualTo(parts(known).subList(0, 4));
        assertThat(passwords.nobody).hasSameSizeAs(known);
    }

    private static List<String> parts(String hash) {
        return List.of(hash.split("\\$"));
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(passwords.hash("the same words")).isNotEqualTo(passwords.hash("the same words"));
    }

    @Test
    void theSameCharactersComposedOrNotAreOnePassword() {
        String hash = passwords.hash("caf\u00e9 de la gare");

        assertThat(passwords.verify("cafe\u0301 de la gare", Optional.of(hash))).isTrue();
    }
}
