package foghorn.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PageServiceTest {
    private static final TestDatabase POSTGRES = TestDatabase.create();

    private final Database database = POSTGRES.database(InstantSource.system());
    private final PageService pages = new PageRoom(database).pages();
    private final Cast cast = Cast.on(database);

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void aNewPageHasASubdomainMadeFromItsName() {
        assertThat(cast.anotherPage("Fähre & Söhne  GmbH").subdomain()).startsWith("fahre-sohne-gmbh");
        assertThat(cast.anotherPage("渡し船").subdomain()).startsWith("page-");
        assertThat(cast.anotherPage("Status").subdomain()).isEqualTo("status");
        assertThat(cast.anotherPage("Status").subdomain()).isEqualTo("status-2");
        assertThat(cast.anotherPage("www").subdomain()).isEqualTo("www-2");
        assertThat(cast.anotherPage("bcdfghjklmnp").subdomain()).isEqualTo("bcdfghjklmnp-2");
    }

    @Test
    void aGivenSubdomainMustBeFreeAndWellFormed() {
        create("harbour", cast.alice());

        assertInvalid("subdomain", () -> create("Harbour", cast.alice()));
        assertInvalid("subdomain", () -> create("harbour", cast.mallory()));
        assertInvalid("subdomain", () -> create("admin", cast.alice()));
        assertInvalid("subdomain", () -> create("-quay", cast.alice()));
        assertInvalid("subdomain", () -> create("bcdfghjklmnp", cast.alice()));
        assertInvalid("subdomain", () -> create("xn--fhre-hoa", cast.alice()));
    }

    @Test
    void theTagHostIsThatOfTheCreation() {
        var command = new NewPage("North Quay", Optional.of("north-quay"), "{subdomain}.status.example.com");
        var page = database.change(cast.alice(), tx -> pages.createWithin(tx, command));

        var moved = pages.patch(cast.alice(), page.id(), patch("subdomain", "south-quay"));

        assertThat(moved.subdomain()).isEqualTo("south-quay");
        assertThat(moved.tagHost()).isEqualTo("north-quay.status.example.com");
    }

    @Test
    void onlyWhoManagesTheOrganizationMakesPages() {
        assertThatThrownBy(() -> create("bobs", cast.bob())).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void everyoneSeesThePagesHeMay() {
        assertThat(pages.list(cast.alice())).extracting(Page::id).containsExactly(cast.page());
        assertThat(pages.list(cast.bob())).extracting(Page::id).containsExactly(cast.page());
        assertThat(pages.list(cast.carol())).isEmpty();
        assertThat(pages.list(cast.mallory())).extracting(Page::id).containsExactly(cast.otherPage());
        assertThatThrownBy(() -> pages.find(cast.carol(), cast.page())).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> pages.find(cast.mallory(), cast.page())).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aPatchChangesWhatItNamesAuditsItAndTellsThePage() {
        var patched = pages.patch(
                cast.alice(), cast.page(), patch("name", "Ferries", "time_zone", "London", "url", "https://x.example"));

        assertThat(patched.name()).isEqualTo("Ferries");
        assertThat(patched.timeZone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(patched.url()).contains("https://x.example");
        assertThat(patched.version()).isEqualTo(2);
        assertThat(pages.find(cast.bob(), cast.page())).isEqualTo(patched);
        assertThat(texts("select kind || payload from outbox where page_id = :page and page_seq > 1"))
                .isEqualTo("page.changed{\"version\":2}");
        assertThat(texts("select action || ' ' || subject from audit_entry order by seq desc limit 1"))
                .isEqualTo("page.changed " + cast.page());
    }

    @Test
    void aPatchThatChangesNothingLeavesNoTrace() {
        var before = pages.find(cast.alice(), cast.page());

        assertThat(pages.patch(cast.alice(), cast.page(), patch("name", before.name())))
                .isEqualTo(before);
        assertThat(texts("select count(*)::text from outbox where page_id = :page and page_seq > 1"))
                .isEqualTo("0");
    }

    @Test
    void aDomainBelongsToOnePage() {
        var domain = "status" + cast.page() + ".example.com";
        pages.patch(cast.alice(), cast.page(), patch("domain", domain));

        assertInvalid("domain", () -> pages.patch(cast.mallory(), cast.otherPage(), patch("domain", domain)));
        assertInvalid("domain", () -> pages.patch(cast.alice(), cast.page(), patch("domain", "no host")));
        assertThat(pages.patch(cast.alice(), cast.page(), patch("domain", "")).domain())
                .isEmpty();
    }

    @Test
    void unacceptableSettingsAreRefusedByName() {
        assertInvalid("name", () -> pages.patch(cast.alice(), cast.page(), patch("name", " ")));
        assertInvalid("time_zone", () -> pages.patch(cast.alice(), cast.page(), patch("time_zone", "Mars")));
        assertInvalid("url", () -> pages.patch(cast.alice(), cast.page(), patch("url", "javascript:alert(1)")));
        assertInvalid("branding", () -> pages.patch(cast.alice(), cast.page(), patch("branding", "gold")));
        assertInvalid(
                "css_reds", () -> pages.patch(cast.alice(), cast.page(), patch("css_reds", "red;}body{display:none")));
    }

    @Test
    void aColourIsKeptAsSixDigits() {
        var patched = pages.patch(cast.alice(), cast.page(), patch("css_reds", "#F0a"));

        assertThat(patched.colors().get(PageColor.REDS)).isEqualTo("ff00aa");
        assertThat(patched.colors().get(PageColor.BLUES)).isEqualTo(PageColor.BLUES.initial());
    }

    @Test
    void aPageForTheTeamAloneIsPrivate() {
        var patched = pages.patch(cast.alice(), cast.page(), patch("viewers_must_be_team_members", "true"));

        assertThat(patched.visibility()).isEqualTo(PageVisibility.PRIVATE);
    }

    @Test
    void anOutdatedVersionIsRefused() {
        pages.patch(cast.alice(), cast.page(), patch("name", "One"));

        assertThatThrownBy(() -> pages.patch(
                        cast.alice(), cast.page(), patch(new ExpectedVersion.IfMatch(1), Map.of("name", "Two"))))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThatThrownBy(() -> pages.patch(
                        cast.alice(), cast.page(), patch(new ExpectedVersion.OfForm(1), Map.of("name", "Two"))))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void whoMayNotManageThePageChangesNothing() {
        assertThatThrownBy(() -> pages.patch(cast.bob(), cast.page(), patch("name", "Bob's")))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> pages.patch(cast.mallory(), cast.page(), patch("name", "Mine")))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() ->
                        pages.patch(cast.apiKey(Permission.MANAGE_COMPONENTS), cast.page(), patch("name", "Key's")))
                .isInstanceOf(Problem.Forbidden.class);
    }

    private Page create(String subdomain, Call call) {
        var command = new NewPage("A page", Optional.of(subdomain), "localhost");
        return database.change(call, tx -> pages.createWithin(tx, command));
    }

    private static PagePatch patch(String... pairs) {
        var fields = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return patch(ExpectedVersion.any(), fields);
    }

    private static PagePatch patch(ExpectedVersion expected, Map<String, String> fields) {
        var colors = new HashMap<PageColor, String>();
        fields.forEach((field, text) -> PageColor.ofField(field).ifPresent(color -> colors.put(color, text)));
        return new PagePatch(
                expected,
                text(fields, "name"),
                nullable(fields, "domain"),
                text(fields, "subdomain"),
                nullable(fields, "url"),
                text(fields, "branding"),
                colors,
                Change.keep(),
                flag(fields, "viewers_must_be_team_members"),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                text(fields, "time_zone"),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }

    private static Change<String> text(Map<String, String> fields, String field) {
        var text = fields.get(field);
        return text == null ? Change.keep() : Change.to(text);
    }

    private static Change<Optional<String>> nullable(Map<String, String> fields, String field) {
        var text = fields.get(field);
        return text == null ? Change.keep() : Change.to(Optional.of(text));
    }

    private static Change<Boolean> flag(Map<String, String> fields, String field) {
        var text = fields.get(field);
        return text == null ? Change.keep() : Change.to(Boolean.valueOf(text));
    }

    private String texts(String sql) {
        return database.read(
                cast.alice(),
                tx -> String.join(
                        "\n",
                        tx.createQuery(sql)
                                .bind("page", cast.page().value())
                                .mapTo(String.class)
                                .list()));
    }

    private static void assertInvalid(String field, ThrowingCallable verb) {
        assertThatThrownBy(verb)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly(field));
    }
}
