package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.web.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Pattern OURS = Pattern.compile("foghorn_[a-z_]+");

    private final TestApi api = new TestApi();
    private final TestServer management = new TestServer(api.managementRoutes(), (http, access) -> null);

    @AfterEach
    void stop() {
        management.close();
        api.close();
    }

    @Test
    void whatIsAnsweredAndPublishedIsCounted() {
        double published = value("foghorn_requests_total{by=\"published\",status=\"any\"}");
        double made = value("foghorn_requests_total{by=\"handler\",status=\"2xx\"}");
        double refused = value("foghorn_requests_total{by=\"handler\",status=\"4xx\"}");
        double changes = value("foghorn_publish_changes_total");
        double waited = value("foghorn_publish_wait_seconds_total");
        double shown = value("foghorn_publish_delay_seconds_count");
        double delay = value("foghorn_publish_delay_seconds_sum");

        assertThat(api.anonymous()
                        .get("/p/" + api.cast().page() + "/api/v2/summary.json")
                        .status())
                .isEqualTo(200);
        assertThat(api.anonymous().get(api.page("/components")).status()).isEqualTo(401);
        assertThat(api.alice()
                        .post(api.page("/components"), "{\"component\":{\"name\":\"North quay\"}}")
                        .status())
                .isEqualTo(201);

        // An answer is counted once it is sent.
        Await.until(
                "all three are counted",
                () -> value("foghorn_requests_total{by=\"published\",status=\"any\"}") == published + 1
                        && value("foghorn_requests_total{by=\"handler\",status=\"2xx\"}") == made + 1
                        && value("foghorn_requests_total{by=\"handler\",status=\"4xx\"}") == refused + 1);
        assertThat(value("foghorn_publish_changes_total")).isEqualTo(changes + 1);
        assertThat(value("foghorn_publish_wait_seconds_total")).isGreaterThan(waited);
        Await.until("the change is shown", () -> value("foghorn_publish_delay_seconds_count") == shown + 1);
        assertThat(value("foghorn_publish_delay_seconds_sum")).isGreaterThan(delay);
        assertThat(value("foghorn_publish_delay_seconds_bucket{le=\"+Inf\"}")).isEqualTo(shown + 1);
        assertThat(value("foghorn_publish_unshown_seconds")).isZero();
        assertThat(value("foghorn_publish_failing_pages")).isZero();
        assertThat(value("foghorn_requests_handler_seconds_total")).isPositive();
    }

    @Test
    void theDatabasesConnectionsAndTheJvmAreShown() {
        assertThat(value("foghorn_database_connections{state=\"active\"}")).isEqualTo(3);
        assertThat(value("foghorn_database_connections{state=\"idle\"}")).isEqualTo(2);
        assertThat(value("foghorn_database_connections{state=\"waiting\"}")).isEqualTo(1);
        assertThat(scraped())
                .contains("jvm_memory_used_bytes{area=\"heap\"", "jvm_threads_live_threads", "process_uptime");
    }

    @Test
    void theDocumentNamesEveryNumberAndNoOther() throws IOException {
        var document = Files.readString(Path.of("../docs/operating/metrics.md"));
        var table =
                document.lines().filter(line -> line.startsWith("| `foghorn_")).collect(Collectors.joining("\n"));
        var shown = scraped().lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));

        assertThat(names(table)).isEqualTo(names(shown));
        assertThat(names(shown)).containsAll(names(document));
    }

    private static Set<String> names(String text) {
        return OURS.matcher(text).results().map(match -> match.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private double value(String sample) {
        var line =
                scraped().lines().filter(text -> text.startsWith(sample + " ")).toList();
        assertThat(line).as(sample).hasSize(1);
        return Double.parseDouble(line.getFirst().substring(sample.length() + 1));
    }

    private String scraped() {
        return new ApiClient(management.address()).get("/metrics").body();
    }
}
