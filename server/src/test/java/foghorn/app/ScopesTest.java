package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.id.Ids;
import foghorn.tenant.Permission;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A key reads the one resource it was made for, and nothing beside it. */
class ScopesTest {
    private static TestApi api;
    private static String component;
    private static String incident;
    private static String subscriber;

    @BeforeAll
    static void start() {
        api = new TestApi();
        var alice = api.alice();
        component = "/components/"
                + alice.post(api.page("/components"), "{\"component\": {\"name\": \"Quay\"}}")
                        .text("/id");
        incident = "/incidents/"
                + alice.post(api.page("/incidents"), "{\"incident\": {\"name\": \"Fog\", \"body\": \"No boats.\"}}")
                        .text("/id");
        subscriber = "/subscribers/"
                + alice.post(
                                api.page("/subscribers"),
                                "{\"subscriber\": {\"email\": \"" + Ids.next() + "@readers.example\"}}")
                        .text("/id");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<Integer> readings(Permission... scopes) {
        var program = api.key(scopes);
        return List.of("", component, incident, subscriber).stream()
                .map(path -> program.get(api.page(path)).status())
                .toList();
    }

    @Test
    void eachResourceIsReadByItsOwnScope() {
        assertThat(readings(Permission.VIEW_COMPONENTS)).containsExactly(403, 200, 403, 403);
        assertThat(readings(Permission.VIEW_INCIDENTS)).containsExactly(403, 403, 200, 403);
        assertThat(readings(Permission.VIEW_SUBSCRIBERS)).containsExactly(403, 403, 403, 200);
        assertThat(readings(Permission.VIEW_PAGE)).containsExactly(200, 200, 200, 403);
        assertThat(readings(Permission.MANAGE_SUBSCRIBERS)).containsExactly(403, 403, 403, 200);
        assertThat(readings(Permission.MANAGE_INCIDENTS)).containsExactly(403, 403, 403, 403);
    }

    @Test
    void whoReadsWritesNothing() {
        var program = api.key(
                Permission.VIEW_PAGE,
                Permission.VIEW_COMPONENTS,
                Permission.VIEW_INCIDENTS,
                Permission.VIEW_SUBSCRIBERS);
        for (var path : List.of(component, incident, subscriber)) {
            assertThat(program.delete(api.page(path)).status()).as(path).isEqualTo(403);
        }
        assertThat(program.patch(api.page(incident), "{\"incident\": {\"status\": \"resolved\"}}")
                        .status())
                .isEqualTo(403);
    }
}
