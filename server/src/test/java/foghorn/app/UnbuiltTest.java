package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Operations that are not built say so, but only to those who could call them. */
class UnbuiltTest {
    private static TestApi api;
    private static Callers callers;

    @BeforeAll
    static void start() {
        api = new TestApi();
        callers = new Callers(api, new Samples(api));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotBuiltSaysSoToThoseWhoMay() {
        return api.unbuiltRoutes().stream()
                .map(route -> DynamicTest.dynamicTest(route.toString(), () -> {
                    var permission = ((Access.Key) route.access()).permission();
                    assertThat(call(route, callers.anonymous()).status()).isEqualTo(401);
                    assertThat(call(route, callers.mallory()).status()).isEqualTo(404);
                    assertThat(call(route, callers.malloryWithout(permission)).status())
                            .isEqualTo(404);
                    assertThat(call(route, callers.keyOfAnotherPage()).status()).isEqualTo(403);
                    assertThat(call(route, callers.keyWithout(permission)).status())
                            .isEqualTo(403);
                    var answer = call(route, callers.key(permission));
                    assertThat(answer.status()).isEqualTo(501);
                    assertThat(answer.text("/message")).startsWith("Foghorn does not have ");
                    HeaderRule.of(route).refused().checkHeaders(answer, false);
                }));
    }

    private static ApiClient.Response call(Route route, ApiClient client) {
        var path = route.path().replace(":page_id", api.cast().page().value()).replaceAll(":[a-z_]+", "k2x8vn4wq7pz");
        return client.send(route.method(), path, "");
    }
}
