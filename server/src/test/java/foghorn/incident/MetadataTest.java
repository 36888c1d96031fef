package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataTest {
    @Test
    void anObjectOfObjectsIsKeptInItsOrder() {
        assertThat(new Metadata("{\"z\":{\"b\":1,\"a\":[2]},\"a\":{}}").json())
                .isEqualTo("{\"z\":{\"b\":1,\"a\":[2]},\"a\":{}}");
    }

    @Test
    void anythingElseIsRefused() {
        for (var json : List.of("[]", "{\"a\":1}", "{\"a\":null}", "3", "{", "{\"a\":{\"b\":\"\\u0000\"}}")) {
            assertThatThrownBy(() -> new Metadata(json)).as(json).isInstanceOf(Problem.Invalid.class);
        }
    }
}
