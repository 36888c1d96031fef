package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import foghorn.kit.crypto.Tokens;
import foghorn.subscriber.CodeService.Claim;
import foghorn.tenant.Problem;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has no message at hand comes in by a mailed code, and nobody by guessing. */
class CodeTest {
    private static final String ANN = "ann@readers.example";

    private final Ferry ferry = new Ferry();

    @AfterEach
    void close() {
        ferry.close();
    }

    private void send(String email) {
        ferry.room.codes().send(ferry.visitor, ferry.page, new Claim(email, ferry.client()));
    }

    private String redeem(String email, String code) {
        return ferry.room.codes().redeem(ferry.visitor, ferry.page, new Claim(email, ferry.client()), code);
    }

    private static String another(String code) {
        return (code.charAt(0) == '0' ? "1" : "0") + code.substring(1);
    }

    @Test
    void theCodeLeadsToTheSubscriptionOnce() {
        var secret = ferry.reader(ANN, Scope.EVERYTHING);
        send("Ann@Readers.example");
        var code = ferry.newest(ANN, "manage_code");
        assertThat(code).matches("[0-9]{8}");

        assertThatThrownBy(() -> redeem(ANN, another(code))).isInstanceOf(Problem.Invalid.class);
        assertThat(redeem(ANN, code.substring(0, 4) + " " + code.substring(4))).isEqualTo(secret);
        assertThatThrownBy(() -> redeem(ANN, code)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aCodeIsGoodForAQuarterOfAnHour() {
        ferry.reader(ANN, Scope.EVERYTHING);
        send(ANN);
        var code = ferry.newest(ANN, "manage_code");
        ferry.pass(DirectMessages.CODE_LIFE);

        assertThatThrownBy(() -> redeem(ANN, code)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void anAddressThatIsNotKnownIsAnsweredAlike() {
        ferry.reader(ANN, Scope.EVERYTHING);
        long before = ferry.number("select count(*) from direct_message");
        send("nobody@readers.example");

        assertThat(ferry.number("select count(*) from direct_message")).isEqualTo(before);
        send(ANN);
        assertThat(told(() -> redeem("nobody@readers.example", "12345678")))
                .isEqualTo(told(() -> redeem(ANN, another(ferry.newest(ANN, "manage_code")))));
    }

    private static Map<String, String> told(Runnable refused) {
        var problem = catchThrowableOfType(Problem.Invalid.class, refused::run);
        return Map.of(
                problem.errors().getFirst().field(), problem.errors().getFirst().message());
    }

    @Test
    void triesAreCountedForKnownAndUnknownAddresses() {
        ferry.reader(ANN, Scope.EVERYTHING);
        send(ANN);
        var code = ferry.newest(ANN, "manage_code");
        for (var email : new String[] {ANN, "nobody@readers.example"}) {
            for (int i = 0; i < CodeService.TRIES.most(); i++) {
                assertThatThrownBy(() -> redeem(email, another(code))).isInstanceOf(Problem.Invalid.class);
            }
            assertThatThrownBy(() -> redeem(email, code)).isInstanceOf(Problem.TooMany.class);
        }
        for (int i = 1; i < CodeService.CODES.most(); i++) {
            assertThatCode(() -> send(ANN)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> send(ANN)).isInstanceOf(Problem.TooMany.class);
    }

    @Test
    void aCodeIsOfItsOwnSubscriberAlone() {
        ferry.reader(ANN, Scope.EVERYTHING);
        ferry.reader("ben@readers.example", Scope.EVERYTHING);
        send(ANN);
        send("ben@readers.example");
        var code = ferry.newest(ANN, "manage_code");

        assertThatThrownBy(() -> redeem("ben@readers.example", code)).isInstanceOf(Problem.Invalid.class);
        assertThat(redeem(ANN, code)).isEqualTo(ferry.secret(ANN));
    }

    @Test
    void whatIsKeptOfACodeIsNoHashThatCouldBeTriedOut() {
        ferry.reader(ANN, Scope.EVERYTHING);
        send(ANN);
        var code = ferry.newest(ANN, "manage_code");
        var message = ferry.texts("select id from direct_message where kind = 'manage_code'")
                .getFirst();

        var kept = ferry.texts("select encode(token_hash, 'hex') from direct_message where kind = 'manage_code'");
        for (var text : new String[] {code, message + "|" + code}) {
            assertThat(kept).doesNotContain(HexFormat.of().formatHex(Tokens.hash(text)));
        }
    }
}
