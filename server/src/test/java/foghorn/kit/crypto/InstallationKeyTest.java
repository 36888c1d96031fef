package foghorn.kit.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.id.Ids;
import org.junit.jupiter.api.Test;

class InstallationKeyTest {
    private final byte[] master = Ids.bytes(32);
    private final InstallationKey key = InstallationKey.of(master);

    @Test
    void whatWasSealedOpensInItsContextOnly() {
        byte[] sealed = key.seal("secret".getBytes(UTF_8), "account_key|wrapped|a");

        assertThat(new String(key.open(sealed, "account_key|wrapped|a"), UTF_8)).isEqualTo("secret");
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
        assertThatThrownBy(() -> key.open(sealed, "account_key|wrapped|b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> InstallationKey.of(Ids.bytes(32)).open(sealed, "account_key|wrapped|a"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangedByteIsNoticedWhereverItIs() {
        byte[] sealed = key.seal("secret".getBytes(UTF_8), "c");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.open(changed, "c")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void macsDifferByPurposeAndTheCheckValueOnlyByKey() {
        assertThat(key.mac("one", "x".getBytes(UTF_8)))
                .hasSize(32)
                .isEqualTo(InstallationKey.of(master).mac("one", "x".getBytes(UTF_8)))
                .isNotEqualTo(key.mac("two", "x".getBytes(UTF_8)));
        assertThat(key.checkValue()).isEqualTo(InstallationKey.of(master).checkValue());
        assertThat(key.checkValue())
                .isNotEqualTo(InstallationKey.of(Ids.bytes(32)).checkValue());
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> InstallationKey.of(Ids.bytes(16))).isInstanceOf(IllegalArgumentException.class);
    }
}
