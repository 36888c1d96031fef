package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.web.Templates;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {
    private final Contract contract = Contract.load();

    @Test
    void thePageTellsEveryOperationAndEverySchema() {
        var html = new String(
                Templates.render("app/reference.jte", ApiReference.of(contract.document())), StandardCharsets.UTF_8);
        var page = Jsoup.parse(html);
        assertThat(page.select("article").eachAttr("id"))
                .containsAll(contract.operationIds().values())
                .doesNotHaveDuplicates();
        for (var link : page.select("a[href^=#schema]").eachAttr("href")) {
            assertThat(page.select(link)).as(link).hasSize(1);
        }
        var list = page.select("#listSubscribers").text();
        assertThat(list)
                .contains("GET /v1/pages/{page_id}/subscribers")
                .contains("view_subscribers")
                .contains("active | unconfirmed | quarantined | all, in the query")
                .contains("list of Subscriber");
        assertThat(page.select("#deleteIncident").text())
                .contains("manage_incidents; for a maintenance manage_maintenance");
        assertThat(page.select("#schema-NewSubscriber").text()).contains("subscriber.email string");
    }
}
