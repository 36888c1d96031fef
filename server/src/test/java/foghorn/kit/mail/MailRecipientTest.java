package foghorn.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailRecipientTest {
    private static final String ID = "<event.subscriber.mac@status.example.com>";
    private static final String ADDRESS = "https://status.example.com/u/0123";

    private static MailRecipient recipient(String messageId, String thread, String unsubscribe) {
        return new MailRecipient(
                new EmailAddress("alice@example.com"),
                messageId,
                Instant.EPOCH,
                Optional.of(unsubscribe),
                Optional.of(thread),
                Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a@b>", ID, "<a-b_c.d+e=f@[127.0.0.1]>"})
    void anIdWithTwoSidesIsTaken(String id) {
        assertThat(recipient(id, id, ADDRESS).messageId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<>",
                "<@>",
                "<a@>",
                "<@b>",
                "<ab>",
                "a@b",
                "<a@b",
                "a@b>",
                "<a@b@c>",
                "<a b@c>",
                "<a@b c>",
                "<a>@b>",
                "<a@b><c@d>",
                "<a@b>\r\nBcc: x@example.com",
                "<a\r\n@b>",
                "<ä@b>",
                "<a@b\u007f>"
            })
    void whatWouldNotBeOneIdIsRefused(String id) {
        assertThatThrownBy(() -> recipient(id, ID, ADDRESS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recipient(ID, id, ADDRESS)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status.example.com",
                "mailto:a@example.com",
                "ftp://status.example.com/",
                "https://a.example/ b",
                "https://a.example/>, <https://b.example/",
                "https://a.example/\r\nBcc: x@example.com",
                "https://ä.example/"
            })
    void whatWouldNotBeOneWebAddressIsRefused(String address) {
        assertThatThrownBy(() -> recipient(ID, ID, address)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {901, 5_000})
    void noHeaderIsLongerThanALineMayBe(int length) {
        var address = ADDRESS + "x".repeat(length - ADDRESS.length());
        assertThatThrownBy(() -> recipient(ID, ID, address)).isInstanceOf(IllegalArgumentException.class);
        var id = "<" + "x".repeat(length - 4) + "@b>";
        assertThatThrownBy(() -> recipient(id, ID, ADDRESS)).isInstanceOf(IllegalArgumentException.class);
        assertThat(recipient(ID, ID, address.substring(0, 900)).unsubscribe()).contains(address.substring(0, 900));
    }
}
