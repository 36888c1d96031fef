package foghorn.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.mail.SmtpSettings;
import foghorn.kit.mail.SmtpSettings.Credentials;
import foghorn.kit.mail.SmtpSettings.Encryption;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void withNothingSetTheDefaultsHold() throws Exception {
        var settings = Settings.read(Map.of());

        assertThat(settings.data().folder()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.data().publishedMemory()).isEqualTo(64 * 1024 * 1024);
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().managementPort()).isEqualTo(OptionalInt.of(8081));
        assertThat(settings.http().consoleAddress(8080)).isEqualTo("http://localhost:8080");
        assertThat(settings.http().insecureConsole()).isFalse();
        assertThat(settings.database()).isEqualTo(new DatabaseSettings.Embedded());
        assertThat(settings.mail()).isEqualTo(new MailSettings(List.of(), Optional.empty(), false));
        assertThat(settings.outgoing().allow()).isEmpty();
        assertThat(settings.api()).isEqualTo(new ApiSettings(600, 429, false));
    }

    @Test
    void programsCanBeAnsweredAsTheyUsedToBe() throws Exception {
        assertThat(Settings.read(with("API_LIMIT=statuspage")).api()).isEqualTo(new ApiSettings(60, 420, false));
    }

    @Test
    void anEmptyValueIsAsGoodAsNone() throws Exception {
        assertThat(Settings.read(Map.of("FOGHORN_HTTP_PORT", "", "FOGHORN_DATABASE_URL", " ")))
                .isEqualTo(Settings.read(Map.of()));
    }

    @Test
    void whatBelongsToOthersIsNotRead() throws Exception {
        assertThat(Settings.read(Map.of("HTTP_PORT", "x", "FOGHORNS", "y"))).isEqualTo(Settings.read(Map.of()));
    }

    @Test
    void everySettingIsRead() throws Exception {
        var settings = Settings.read(with(
                "DATA=/srv/foghorn",
                "HTTP_HOST=0.0.0.0",
                "HTTP_PORT=80",
                "MANAGEMENT_HOST=127.0.0.2",
                "MANAGEMENT_PORT=0",
                "CONSOLE_URL=https://Console.Example.com/",
                "PAGES_DOMAIN=Status.example.com",
                "TRUSTED_PROXIES=10.0.0.0/8, ::1/128",
                "INSECURE_CONSOLE=true",
                "DATABASE_URL=jdbc:postgresql://pool:6432/foghorn",
                "DATABASE_USER=app",
                "DATABASE_PASSWORD=pa${ss}word",
                "DATABASE_OWNER_USER=owner",
                "DATABASE_OWNER_PASSWORD=secret",
                "DATABASE_DIRECT_URL=jdbc:postgresql://db:5432/foghorn",
                "PUBLISHED_MEMORY=1G",
                "MASTER_KEY_FILE=/run/key",
                "SMTP_URL=smtps://us%40er:p%3Aw@mail.example.com",
                "MAIL_FROM=status@example.com",
                "MAIL_RETURN_PATH=tagged",
                "OUTGOING_ALLOW=10.20.0.0/16,fd00::/8",
                "API_LIMIT=6000",
                "API_KEY_IN_URL=true",
                "ENVIRONMENT=staging"));

        assertThat(settings.data())
                .isEqualTo(new DataSettings(Path.of("/srv/foghorn"), Optional.of(Path.of("/run/key")), 1L << 30));
        assertThat(settings.http().managementPort()).isEmpty();
        assertThat(settings.http().consoleUrl()).contains(URI.create("https://console.example.com"));
        assertThat(settings.http().pagesDomain()).contains("status.example.com");
        assertThat(settings.http().trustedProxies()).hasSize(2);
        assertThat(settings.http().insecureConsole()).isTrue();
        assertThat(settings.database())
                .isEqualTo(new DatabaseSettings.External(
                        new DatabaseAccess("jdbc:postgresql://pool:6432/foghorn", "app", "pa${ss}word"),
                        Optional.of(new DatabaseAccess("jdbc:postgresql://db:5432/foghorn", "owner", "secret")),
                        new DatabaseAccess("jdbc:postgresql://db:5432/foghorn", "app", "pa${ss}word")));
        assertThat(settings.mail().smtp())
                .containsExactly(new SmtpSettings(
                        "mail.example.com", 465, Encryption.IMPLICIT, Optional.of(new Credentials("us@er", "p:w"))));
        assertThat(settings.mail().tagsReturnPath()).isTrue();
        assertThat(settings.outgoing().allow()).hasSize(2);
        assertThat(settings.api()).isEqualTo(new ApiSettings(6000, 429, true));
        assertThat(settings.environment()).contains("staging");
        assertThat(settings.toString())
                .doesNotContain("pa${ss}word")
                .doesNotContain("secret")
                .doesNotContain("p:w");
    }

    @Test
    void severalMailServersAreReadEachWithItsOwnTls() throws Exception {
        var settings = Settings.read(with(
                "SMTP_URL=smtp://relay1.example.com:2525?tls=required smtp://relay2.example.com smtps://relay3.example.com",
                "MAIL_FROM=status@example.com"));

        assertThat(settings.mail().smtp())
                .containsExactly(
                        new SmtpSettings("relay1.example.com", 2525, Encryption.REQUIRED, Optional.empty()),
                        new SmtpSettings("relay2.example.com", 587, Encryption.OFFERED, Optional.empty()),
                        new SmtpSettings("relay3.example.com", 465, Encryption.IMPLICIT, Optional.empty()));
        assertThat(errors(with("SMTP_URL=smtp://relay.example.com?tls=maybe", "MAIL_FROM=status@example.com")))
                .singleElement()
                .asString()
                .startsWith("FOGHORN_SMTP_URL must have the form");
    }

    @Test
    void allErrorsAreToldTogetherAndNoneShowsASecret() {
        var errors = errors(with(
                "HTTP_PROT=80",
                "HTTP_PORT=eighty",
                "CONSOLE_URL=https://example.com/console",
                "INSECURE_CONSOLE=yes",
                "TRUSTED_PROXIES=example.com",
                "OUTGOING_ALLOW=10/8",
                "PUBLISHED_MEMORY=12",
                "API_LIMIT=0",
                "DATABASE_URL=postgres://app:hunter2@db/foghorn",
                "SMTP_URL=http://user:hunter2@mail"));

        assertThat(errors)
                .anyMatch(error -> error.startsWith("FOGHORN_HTTP_PROT is not a setting"))
                .anyMatch(error -> error.startsWith("FOGHORN_HTTP_PORT must be a port") && error.contains("eighty"))
                .anyMatch(error -> error.startsWith("FOGHORN_CONSOLE_URL must be"))
                .anyMatch(error -> error.startsWith("FOGHORN_INSECURE_CONSOLE must be true or false"))
                .anyMatch(error -> error.startsWith("FOGHORN_TRUSTED_PROXIES must be CIDRs"))
                .anyMatch(error -> error.startsWith("FOGHORN_OUTGOING_ALLOW must be CIDRs"))
                .anyMatch(error -> error.startsWith("FOGHORN_PUBLISHED_MEMORY must be"))
                .anyMatch(error -> error.startsWith("FOGHORN_API_LIMIT must be a number from 1"))
                .anyMatch(error -> error.startsWith("FOGHORN_DATABASE_URL must have the form"))
                .anyMatch(error -> error.startsWith("FOGHORN_DATABASE_USER is needed"))
                .anyMatch(error -> error.startsWith("FOGHORN_SMTP_URL must have the form"))
                .anyMatch(error -> error.startsWith("FOGHORN_MAIL_FROM is needed"))
                .hasSize(12)
                .noneMatch(error -> error.contains("hunter2"));
    }

    @Test
    void anAddressWithAPasswordInItIsRefused() {
        assertThat(errors(with("DATABASE_URL=jdbc:postgresql://db/foghorn?password=hunter2", "DATABASE_USER=app")))
                .singleElement()
                .asString()
                .startsWith("FOGHORN_DATABASE_URL must have the form")
                .doesNotContain("hunter2");
    }

    @Test
    void databaseSettingsWithoutADatabaseMeanNothing() {
        assertThat(errors(with("DATABASE_OWNER_USER=owner")))
                .containsExactly("FOGHORN_DATABASE_OWNER_USER means nothing without FOGHORN_DATABASE_URL.");
    }

    @Test
    void aSenderThatLeavesNoRoomForAKeyIsRefusedWithItsReason() {
        assertThat(errors(with("MAIL_FROM=incident-messages1@example.com", "MAIL_RETURN_PATH=tagged")))
                .containsExactly(
                        "FOGHORN_MAIL_RETURN_PATH cannot be tagged with the address in FOGHORN_MAIL_FROM: it is too "
                                + "long for a key behind it, which leaves 17 octets before the @.");
        assertThat(errors(with("MAIL_FROM=status@" + "a.".repeat(97) + "example", "MAIL_RETURN_PATH=tagged")))
                .singleElement()
                .asString()
                .startsWith("FOGHORN_MAIL_RETURN_PATH cannot be tagged");
        assertThat(errors(with("MAIL_FROM=status", "MAIL_RETURN_PATH=verp")))
                .containsExactly(
                        "FOGHORN_MAIL_FROM must be an e-mail address, not \"status\".",
                        "FOGHORN_MAIL_RETURN_PATH must be plain or tagged, not \"verp\".");
    }

    @Test
    void aSenderOf17OctetsMayBeTagged() throws Exception {
        var settings = Settings.read(with("MAIL_FROM=incident-messages@example.com", "MAIL_RETURN_PATH=tagged"));

        assertThat(settings.mail().tagsReturnPath()).isTrue();
    }

    @Test
    void theTwoListenersCannotShareAPort() {
        assertThat(errors(with("HTTP_PORT=8080", "MANAGEMENT_PORT=8080")))
                .containsExactly("FOGHORN_MANAGEMENT_PORT must differ from FOGHORN_HTTP_PORT.");
    }

    @Test
    void theReferenceInTheDocumentsIsCurrent() throws Exception {
        assertThat(Files.readString(Path.of("../docs/operating/configuration.md")))
                .as("run: bin/foghorn settings > docs/operating/configuration.md")
                .isEqualTo(Setting.reference());
    }

    private static List<String> errors(Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.read(environment))
                .errors();
    }

    private static Map<String, String> with(String... settings) {
        Map<String, String> environment = new HashMap<>();
        for (String setting : settings) {
            var parts = setting.split("=", 2);
            environment.put("FOGHORN_" + parts[0], parts[1]);
        }
        return environment;
    }
}
