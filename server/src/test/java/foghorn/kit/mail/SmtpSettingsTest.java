package foghorn.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.mail.SmtpSettings.Credentials;
import foghorn.kit.mail.SmtpSettings.Encryption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.com, mail.example.com, 587, OFFERED",
        "smtp://mail.example.com/, mail.example.com, 587, OFFERED",
        "smtp://127.0.0.9:2525, 127.0.0.9, 2525, OFFERED",
        "smtp://[::1]:2525, ::1, 2525, OFFERED",
        "smtp://u:p@mail.example.com, mail.example.com, 587, OFFERED",
        "smtp://mail.example.com?tls=required, mail.example.com, 587, REQUIRED",
        "SMTPS://mail.example.com, mail.example.com, 465, IMPLICIT",
        "smtps://mail.example.com:4650, mail.example.com, 4650, IMPLICIT",
    })
    void hostPortAndEncryptionComeFromTheUrl(String url, String host, int port, Encryption encryption) {
        var settings = SmtpSettings.parse(url);

        assertThat(settings.host()).isEqualTo(host);
        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.encryption()).isEqualTo(encryption);
    }

    @Test
    void userAndPasswordAreDecodedAndNeverPrinted() {
        var settings = SmtpSettings.parse("smtps://status%40example.com:s%3Acr+t%2F%C3%BC@mail.example.com");

        assertThat(settings.credentials()).isEqualTo(Optional.of(new Credentials("status@example.com", "s:cr+t/ü")));
        assertThat(settings.toString()).doesNotContain("cr+t").doesNotContain("status@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mail.example.com",
                "http://mail.example.com",
                "smtp:mail.example.com",
                "smtp://",
                "smtp://mail.example.com:99999",
                "smtp://mail.example.com/path",
                "smtp://mail.example.com?tls=maybe",
                "smtps://mail.example.com?tls=required",
                "smtp://user@mail.example.com",
                "smtp://user:s3cr t@mail.example.com",
                "smtp://user:s3cr/t@mail.example.com",
                "smtp://user:s3cr%zz@mail.example.com",
                "smtp://user:s3cr%00t@mail.example.com",
            })
    void whatIsNotSuchAUrlIsRefusedWithoutRepeatingTheSecret(String url) {
        assertThatThrownBy(() -> SmtpSettings.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cr")
                .hasNoCause();
    }
}
