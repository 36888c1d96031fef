package foghorn.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.audit.AuditVerifier;
import foghorn.audit.ChainState;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.PageChangeListener;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.kit.web.Routes;
import foghorn.organization.OrganizationRoom;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.signin.SignInRoom;
import foghorn.signin.SignInService.Attempt;
import foghorn.signin.TestConsole;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetupTest {
    private static final String PASSWORD = "grey gulls over the pier";

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final InstallationKey key = InstallationKey.of(Ids.bytes(32));
    private final OrganizationRoom organizations = OrganizationRoom.of(database, key, new Vault(key));
    private final SignInRoom signIn = new SignInRoom(database, organizations, key, false);
    private final SetupService setup = new SetupService(
            database,
            organizations,
            new PageRoom(database),
            signIn.service(),
            new PageLinks(URI.create("http://localhost:8080"), Optional.empty()));

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void setUpMakesEverythingAFirstOwnerNeeds() throws SQLException, JsonProcessingException {
        var told = new CopyOnWriteArrayList<String>();
        database.onPageChange(new PageChangeListener() {
            @Override
            public void pageChanged(OrganizationId organization, PageId page, long pageSeq) {
                told.add(organization + " " + page + " " + pageSeq);
            }

            @Override
            public void withdraw(PageId page, List<String> items) {}
        });

        var made = setup.setUp(ferries(), "r");

        var json = new ArrayList<String>();
        Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(made)).fieldNames().forEachRemaining(json::add);
        assertThat(json)
                .containsExactly(
                        "organization_id", "page_id", "api_key", "page_url", "console_url", "owner_sign_in_url");
        assertThat(made.pageUrl()).isEqualTo("http://localhost:8080/p/ferries");
        assertThat(made.consoleUrl()).isEqualTo("http://localhost:8080/console");
        assertThat(organizations.installation().rootPage()).contains(new PageId(made.pageId()));
        assertThat(told).containsExactly(made.organizationId() + " " + made.pageId() + " 1");
        var actor = organizations
                .apiKeys()
                .identify(made.apiKey(), "r")
                .orElseThrow()
                .actor();
        assertThat(actor.scopes()).containsExactlyInAnyOrder(Permission.values());
        assertThat(count("select count(*) from outbox where page_seq = 1 and kind = 'page.changed'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from page where page_seq = 1 and tag_host = 'localhost'"))
                .isEqualTo(1);

        String link = made.ownerSignInUrl().replaceFirst(".*token=", "");
        assertThat(made.ownerSignInUrl()).startsWith("http://localhost:8080/console/sign-in/link?token=");
        var session = signIn.service().useLink(link, PASSWORD, "r");
        var call = signIn.sessions().resume(session, "r").orElseThrow();
        assertThat(call.actor().may(Permission.MANAGE_ORGANIZATION)).isTrue();
    }

    @Test
    void setUpIsAuditedInBothChains() throws SQLException {
        var made = setup.setUp(ferries(), "r");

        assertThat(text("select string_agg(action, ' ' order by seq) from audit_entry"))
                .isEqualTo(
                        "organization.created team_member.created page.created api_key.created account.link_created");
        assertThat(
                        text(
                                "select string_agg(actor || ' ' || action || ' ' || subject, ',') from installation_audit_entry"))
                .isEqualTo("staff:set-up organization.created " + made.organizationId());
        assertThat(new AuditVerifier(database).verifyAll()).hasSize(2).allMatch(ChainState.Intact.class::isInstance);
    }

    @Test
    void setUpIsClosedForEverAfterTheFirstOwner() {
        setup.setUp(ferries(), "r");

        assertThatThrownBy(() -> setup.setUp(ferries(), "r")).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void ofSeveralAtOnceOneSetsUpAndNothingIsLeftOfTheOthers() throws Exception {
        var refused = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            String name = "rival-" + i;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    setup.setUp(
                            new NewTenant(name, "owner@ferries.example", name, Optional.of(name), Optional.empty()),
                            "r");
                } catch (Problem.Conflict e) {
                    refused.incrementAndGet();
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(refused).hasValue(3);
        for (var table :
                List.of("organization", "page", "account", "team_member", "api_key", "installation_audit_entry")) {
            assertThat(count("select count(*) from " + table)).as(table).isEqualTo(1);
        }
    }

    @Test
    void whatIsWrongIsToldAtOnceAndNothingIsMade() throws SQLException {
        var wrong = new NewTenant(" ", "no address", "x".repeat(256), Optional.empty(), Optional.of("short"));

        assertThatThrownBy(() -> setup.setUp(wrong, "r"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly("organization", "page", "owner_email"));
        assertThatThrownBy(() -> setup.setUp(
                        new NewTenant(
                                "Ferries",
                                "a@ferries.example",
                                "Ferries",
                                Optional.of("Not A Label"),
                                Optional.of("short")),
                        "r"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly("owner_password"));
        assertThatThrownBy(() -> setup.setUp(
                        new NewTenant("Ferries", "a@ferries.example", "Ferries", Optional.of("api"), Optional.empty()),
                        "r"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly("subdomain"));
        assertThat(count("select count(*) from organization")).isZero();
        assertThat(organizations.installation().isOwned()).isFalse();
        setup.setUp(ferries(), "r");
    }

    @Test
    void aGivenPasswordIsTheOwners() {
        var command = new NewTenant("Ferries", "o@ferries.example", "Ferries", Optional.empty(), Optional.of(PASSWORD));
        setup.setUp(command, "r");

        assertThat(signIn.service().signIn(new Attempt("o@ferries.example", PASSWORD, "192.0.2.1", "r")))
                .isPresent();
        assertThatThrownBy(() -> setup.createOrganization(command, "r"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.errors().getFirst().field()).isEqualTo("owner_password"));
    }

    @Test
    void aFurtherOrganizationReusesTheAccountAndLeavesTheRootPage() throws SQLException {
        var first = setup.setUp(ferries(), "r");
        var second = setup.createOrganization(
                new NewTenant("Trams", "OWNER@ferries.example", "Trams", Optional.empty(), Optional.empty()), "r");

        assertThat(second.organizationId()).isNotEqualTo(first.organizationId());
        assertThat(count("select count(*) from account")).isEqualTo(1);
        assertThat(organizations.installation().rootPage()).contains(new PageId(first.pageId()));
        assertThatThrownBy(() -> setup.createOrganization(
                        new NewTenant("Trams", "t@trams.example", "Trams", Optional.of("ferries"), Optional.empty()),
                        "r"))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(count("select count(*) from organization")).isEqualTo(2);
    }

    @Test
    void theSetUpLinkLeadsThroughTheFormIntoTheConsoleOnce() {
        var routes = new Routes();
        new SetUpController(setup, organizations.installation(), signIn.service(), signIn.signedIn()).addTo(routes);
        signIn.addTo(routes);
        try (var console = new TestConsole(signIn.guard(), routes)) {
            String token = organizations.installation().newSetUpSecret().orElseThrow();
            var browser = console.browser();
            assertThat(browser.get("/console/set-up?token=guess").statusCode()).isEqualTo(404);
            var form = browser.get(SetUpController.LINK + token);
            assertThat(form.body()).contains("Set up Foghorn", "autocomplete=\"new-password\"");

            var refused = browser.post("/console/set-up", fields(token, "too short", "Ferries & more"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("There is a problem", "href=\"#field-owner_password\"", "value=\"Ferries &amp; more\"")
                    .contains("value=\"owner@ferries.example\"")
                    .doesNotContain("too short");

            var done = browser.post("/console/set-up", fields(token, PASSWORD, "Ferries & more"));
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.body()).contains("fh_", "http://localhost:8080/p/");
            var session = String.valueOf(browser.cookies.get("foghorn_session"));
            assertThat(signIn.sessions().resume(session, "r")).isPresent();
            assertThat(console.browser().get(SetUpController.LINK + token).statusCode())
                    .isEqualTo(404);
        }
    }

    private static Map<String, String> fields(String token, String password, String page) {
        return Map.of(
                "token",
                token,
                "organization",
                "Ferries",
                "owner_email",
                "owner@ferries.example",
                "page",
                page,
                "subdomain",
                "",
                "owner_password",
                password);
    }

    private static NewTenant ferries() {
        return new NewTenant("Ferries", "owner@ferries.example", "Ferries", Optional.of("ferries"), Optional.empty());
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var superuser = test.superuser();
                var rows = superuser.createStatement().executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
