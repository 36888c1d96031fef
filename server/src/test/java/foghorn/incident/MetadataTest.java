package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.web.Json;
import foghorn.tenant.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    @Test
    void anObjectOfObjectsIsKeptInItsOrder() {
        assertThat(new Metadata("{\"z\":{\"b\":1,\"a\":[2]},\"a\":{}}").json())
                .isEqualTo("{\"z\":{\"b\":1,\"a\":[2]},\"a\":{}}");
    }

    @Test
    void numbersKeepTheirDigits() throws Exception {
        var json =
                "{\"a\":{\"n\":12345678901234567890.12345678901234567890,\"one\":1.10,\"big\":123456789012345678901234567890}}";
        assertThat(Metadata.of(Json.EXACT.readTree(json)).json()).isEqualTo(json);
        assertThat(Metadata.of(Json.EXACT.readTree("{\"a\":{\"n\":[1e300,-2.5E-300,0.0]}}"))
                        .json())
                .isEqualTo("{\"a\":{\"n\":[1E+300,-2.5E-300,0.0]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "1e999999999", "1e-999999999", "0e999999999", "0e-99999"})
    void aNumberThatIsInfiniteToOthersIsRefused(String number) {
        assertThatThrownBy(() -> new Metadata("{\"a\":{\"b\":[{\"n\":" + number + "}]}}"))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void anythingElseIsRefused() {
        for (var json : List.of("[]", "{\"a\":1}", "{\"a\":null}", "3", "{", "{\"a\":{\"b\":\"\\u0000\"}}")) {
            assertThatThrownBy(() -> new Metadata(json)).as(json).isInstanceOf(Problem.Invalid.class);
        }
    }
}
