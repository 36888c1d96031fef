package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every screen in every state, light and dark, wide and narrow: axe-core finds nothing, nothing is too wide, nothing complains. */
@Timeout(600)
class EveryScreenTest {
    private static final String LEARNT = """
            ## Summary

            Cards were refused for **an hour**, because the bank renewed a certificate. https://bank.example/notes/4711

            | at | what |
            |---|--:|
            | 9:00 | 12 refusals |

            > We did not look at the dates.

            ### Details

            1. `openssl x509 -enddate -noout -in /etc/ssl/private/kreditkartenabrechnungsschnittstellenverwaltung.pem`
            2. The *second* certificate

            ```
            notAfter=Nov 22 08:59:59 2026 GMT and a line that is longer than any narrow screen could ever show on one line
            ```
            """;

    /** A page that is elsewhere, with one component. */
    private static final String ELSEWHERE = """
            {"page": {"id": "4nqk0y8tjzzw", "name": "Larkfield Ferries", "url": "https://status.larkfield.example",
                      "time_zone": "Etc/UTC", "updated_at": "2026-05-04T10:12:40Z"},
             "components": [{"id": "8xw1c3rbd5fh", "name": "Ticket machines", "status": "operational",
                             "created_at": "2025-05-04T10:12:40Z", "updated_at": "2026-05-04T10:12:40Z", "position": 1,
                             "description": null, "showcase": true, "start_date": null, "group_id": null,
                             "page_id": "4nqk0y8tjzzw", "group": false, "only_show_if_degraded": false}],
             "incidents": [], "scheduled_maintenances": []}
            """;

    private final Inspection inspection = new Inspection();

    @Test
    void everyScreenIsFitForEverybody() {
        try (var foghorn = new Foghorn().serve();
                var chromium = new Chromium("http://localhost:" + foghorn.port)) {
            var screen = Inspection.prepare(chromium.person());
            var team = new Team(screen);
            assertThat(Inspection.seesFaults(screen)).isTrue();
            unowned(foghorn, screen);
            var made = team.setUp(foghorn);
            inspection.of("set-up-done", screen);
            screen.press("To the console").isAt("All Systems Operational");
            var console = screen.page().url();
            newborn(console, screen);

            var visitor = Inspection.prepare(chromium.person());
            visitorForms(made.pageUrl(), visitor);
            confirmation(visitor, team);
            var harbour = new Harbour(foghorn, made);
            mail(visitor, team);
            inUse(console, harbour, team);
            webhooks(console, harbour, screen);
            publicWebhook(made.pageUrl(), harbour, team, visitor);
            refused(console, harbour, screen);
            rehearsal(console, screen);
            corrections(console, harbour, screen);
            learning(console, made.pageUrl(), harbour, screen, visitor);
            templates(console, screen);
            subscribers(console, foghorn, screen);
            settings(console, screen);
            movingIn(console, foghorn, screen);
            apiKeys(console, screen);
            team(console, screen, Inspection.prepare(chromium.person()));
            activity(console, screen);
            published(made.pageUrl(), harbour, visitor);
            longNames(console, screen);
            signedOut(console, team);
            secondOrganization(foghorn, screen, visitor);

            inspection.assertFlawless();
            chromium.assertQuiet();
        }
    }

    private void unowned(Foghorn foghorn, Screen screen) {
        inspection.of("set-up", screen.open(Team.setUpLink(foghorn)).isAt("Set up Foghorn"));
        screen.press("Set up and sign in").isAt("There is a problem").says("The page's name must be given");
        inspection.of("set-up-error", screen);
        inspection.of("set-up-link-wrong", screen.open(Team.setUpLink(foghorn) + "x"));
    }

    private void newborn(String console, Screen screen) {
        inspection.of("overview-newborn", screen);
        for (var path : new String[] {
            "components",
            "incidents",
            "incidents?tab=scheduled",
            "incidents?tab=resolved",
            "incidents/new",
            "maintenances/new",
            "subscribers",
            "rehearsal",
            "webhooks",
            "inbox",
            "settings",
            "import"
        }) {
            inspection.of(path.replaceAll("[/?=]", "-") + "-newborn", screen.open(console + "/" + path));
        }
    }

    private void visitorForms(String page, Screen visitor) {
        inspection.of("page-newborn", visitor.open(page).isAt("All Systems Operational"));
        inspection.of("subscribe-dialog", visitor.press("Subscribe to updates").isAt("Get updates"));
        inspection.of("subscribe", visitor.open(page + "/subscribe").isAt("Get updates"));
        inspection.of(
                "subscribe-error",
                visitor.fill("E-mail address", "bob").press("Subscribe").isAt("There is a problem"));
        inspection.of(
                "subscribe-sent",
                visitor.fill("E-mail address", "bob@harbour.example")
                        .press("Subscribe")
                        .isAt("Check your mail"));
        inspection.of("page-404", visitor.open(page + "/incidents/aaaaaaaaaaaa").isAt("Nothing is here"));
        inspection.of("confirm-404", visitor.open(page + "/subscriptions/confirm/nothing"));
    }

    private void confirmation(Screen visitor, Team team) {
        team.readMail("bob@harbour.example", "Confirm");
        inspection.of("confirm", visitor.open(team.link("/confirm/")));
        inspection.of("confirm-done", visitor.press("Confirm subscription").isAt("You are subscribed"));
    }

    private void mail(Screen visitor, Team team) {
        team.readMail("bob@harbour.example", "Boats cannot land");
        inspection.of("message", team.screen());
        inspection.of("unsubscribe", visitor.open(team.link("/unsubscribe/")));
        inspection.of("inbox", team.go("Local inbox").screen());
    }

    private void inUse(String console, Harbour harbour, Team team) {
        var screen = team.screen();
        for (var path : Map.of(
                        "overview", "",
                        "components", "/components",
                        "component-new", "/components/new",
                        "component", "/components/" + harbour.quay,
                        "component-delete", "/components/" + harbour.quay + "/delete",
                        "group-new", "/component-groups/new",
                        "group", "/component-groups/" + harbour.group)
                .entrySet()) {
            inspection.of(path.getKey(), screen.open(console + path.getValue()));
        }
        for (var path : Map.of(
                        "incidents",
                        "",
                        "incidents-scheduled",
                        "?tab=scheduled",
                        "incidents-resolved",
                        "?tab=resolved",
                        "incident-new",
                        "/new",
                        "incident",
                        "/" + harbour.incident,
                        "incident-resolved",
                        "/" + harbour.resolved,
                        "maintenance",
                        "/" + harbour.maintenance,
                        "incident-delete",
                        "/" + harbour.incident + "/delete",
                        "ledger",
                        "/" + harbour.incident + "/ledger")
                .entrySet()) {
            inspection.of(path.getKey(), screen.open(console + "/incidents" + path.getValue()));
        }
        inspection.of("incident-past", screen.open(console + "/incidents/past"));
        inspection.of("maintenance-new", screen.open(console + "/maintenances/new"));
        inspection.of(
                "maintenance-plan",
                screen.open(console + "/incidents/" + harbour.maintenance).press("Change the plan"));
        inspection.of(
                "maintenance-complete", screen.open(console + "/incidents/" + harbour.maintenance + "?next=cancel"));
        screen.open(console + "/components").at(".menu summary").first().click();
        inspection.of("components-menu", screen);
        screen.open(console).page().evaluate("() => { document.querySelector('.places').open = true; }");
        inspection.of("overview-menu", screen);
        inspection.of("console-404", screen.open(console + "/incidents/aaaaaaaaaaaa"));
    }

    private void webhooks(String console, Harbour harbour, Screen screen) {
        inspection.of(
                "webhooks-error",
                screen.open(console + "/webhooks").press("Add webhook").isAt("There is a problem"));
        screen.fill("Address of the endpoint", "https://hooks.harbour.example/foghorn/4f8a1c")
                .fill("Contact e-mail address", "ops@harbour.example")
                .press("Add webhook");
        inspection.of("webhooks-secret", screen.isAt("The signing secret of"));
        inspection.of("webhooks", screen.open(console + "/webhooks"));
        screen.at("a[href$='/deliveries']").click();
        inspection.of("webhook-deliveries-none", screen.isAt("Deliveries to").says("Nothing yet"));
        harbour.over("The ticket machine was empty");
        Await.until("it is told", Duration.ofSeconds(30), () -> {
            screen.page().reload();
            return screen.at("main tbody tr").count() > 0;
        });
        inspection.of("webhook-deliveries", screen.says("The ticket machine was empty"));
        screen.open(console + "/webhooks").at("a[href$='/delete']").click();
        inspection.of("webhook-delete", screen.isAt("Remove this webhook?"));
    }

    private void publicWebhook(String page, Harbour harbour, Team team, Screen visitor) {
        inspection.of(
                "subscribe-webhook-none",
                visitor.open(page + "/subscribe/webhook").isAt("No webhooks"));
        harbour.offerWebhooks();
        visitor.open(page + "/subscribe").press("Webhook");
        inspection.of("subscribe-webhook", visitor.isAt("by webhook"));
        inspection.of("subscribe-webhook-error", visitor.press("Subscribe").isAt("There is a problem"));
        visitor.fill("Address of your endpoint", "https://hooks.larkfield.example/foghorn/4f8a1c")
                .fill("E-mail address", "eve@larkfield.example")
                .press("Subscribe");
        team.readMail("eve@larkfield.example", "Confirm");
        inspection.of("confirm-webhook", visitor.open(team.link("/confirm/")).isAt("Confirm your webhook"));
        visitor.press("Confirm webhook");
        inspection.of("confirm-webhook-done", visitor.isAt("Your endpoint is being tested"));
        visitor.press("See this webhook, or make a new secret");
        inspection.of("manage-webhook", visitor.isAt("Your subscription"));
        inspection.of("webhook-new-secret", visitor.press("New secret").isAt("Your new secret"));
        visitor.open(page + "/subscribe").press("Webhook");
        visitor.press("What it gets, and how to check that it is from us");
        inspection.of("webhook-guide", visitor.isAt("Receiving webhooks"));
    }

    private void refused(String console, Harbour harbour, Screen screen) {
        var quay = console + "/components/" + harbour.quay;
        var somebodyElse = new Screen(screen.page().context().newPage());
        screen.open(quay);
        somebodyElse
                .open(quay)
                .fill("Description (optional)", "Where the boats to the outer islands land")
                .press("Save")
                .says("Saved.")
                .page()
                .close();
        screen.fill("Description (optional)", "Where all boats land").press("Save");
        inspection.of("component-conflict", screen.isAt("Somebody was faster"));
        screen.open(console + "/components/new").press("Add component");
        inspection.of("component-error", screen.isAt("There is a problem").says("Name must be given"));
        screen.open(console + "/incidents/new")
                .fill("Message", "")
                .at("#publish")
                .click();
        inspection.of("incident-new-error", screen.isAt("There is a problem"));
        inspection.of(
                "incident-new-kept", screen.open(console + "/incidents/new").says("is back"));
        screen.press("Discard it");
        screen.open(console + "/incidents/past").press("Enter it, telling nobody");
        inspection.of("incident-past-error", screen.isAt("There is a problem"));
        screen.open(console + "/maintenances/new").fill("Lasts", "for a while");
        screen.at("#publish").click();
        inspection.of("maintenance-new-error", screen.isAt("There is a problem"));
        screen.open(console + "/maintenances/new").says("is back").press("Discard it");
        screen.open(console + "/incidents/" + harbour.incident);
        harbour.post("The new motor is on the boat.");
        screen.fill("Message", "The new motor has come.").at("#publish").click();
        inspection.of("incident-conflict", screen.isAt("Somebody was faster"));
        screen.open(console + "/incidents/" + harbour.incident)
                .at("#ledger a")
                .first()
                .click();
        inspection.of("recipients", screen.isAt("Recipients"));
    }

    private void rehearsal(String console, Screen screen) {
        screen.open(console + "/rehearsal").press("Send it to " + Team.ADDRESS);
        inspection.of("rehearsal-sent", screen.says("Nobody else was told."));
        inspection.of("rehearsal-unsent", screen.open(console + "/rehearsal?done=unsent"));
    }

    private void subscribers(String console, Foghorn foghorn, Screen screen) {
        inspection.of("subscribers", screen.open(console + "/subscribers").says("bob@harbour.example"));
        inspection.of("subscribers-none", screen.press("Quarantined 0").isAt("Nobody here"));
        screen.fill("Find an e-mail address", "bo").press("Find");
        inspection.of("subscribers-error", screen.isAt("There is a problem"));
        screen.fill("Find an e-mail address", "bob").press("Find");
        inspection.of("subscribers-found", screen.says("bob@harbour.example"));
        screen.press("bob@harbour.example");
        inspection.of("subscriber", screen.isAt("What they were sent").says("Boats cannot land"));
        inspection.of("subscriber-delete", screen.press("Remove…").isAt("Remove bob@harbour.example?"));
        screen.press("Keep them").isAt("What they were sent");
        screen.open(console + "/subscribers").press("Add…");
        inspection.of("subscriber-new", screen.isAt("Add a subscriber"));
        inspection.of("subscriber-new-error", screen.press("Add subscriber").isAt("There is a problem"));
        screen.fill("E-mail address", "ada@harbour.example").press("Add subscriber");
        inspection.of(
                "subscriber-unconfirmed", screen.isAt("ada@harbour.example").says("Ask again to confirm"));
        inspection.of("subscriber-asked", screen.press("Ask again to confirm").says("Asked again"));
        screen.open(console + "/subscribers");
        screen.fill("Find an e-mail address", "nobody@harbour.example").press("Find");
        inspection.of("subscribers-not-found", screen.isAt("Nobody with this address"));
        table(console, foghorn, screen);
    }

    private void table(String console, Foghorn foghorn, Screen screen) {
        screen.open(console + "/subscribers/import").press("Look at the file");
        inspection.of("subscribers-import-error", screen.isAt("There is a problem"));
        screen.field("CSV file")
                .setInputFiles(new FilePayload(
                        "people.csv",
                        "text/csv",
                        "email\neve@harbour.example\nbob@harbour.example\nnobody\n".getBytes(StandardCharsets.UTF_8)));
        inspection.of(
                "subscribers-import-check", screen.press("Look at the file").isAt("Check the import"));
        inspection.of(
                "subscribers-import-done",
                screen.press("Mail a link to 1 subscriber").isAt("Subscribers imported"));
        asIfUnderWay(foghorn, "\"phase\":\"DONE\"", "\"phase\":\"IMPORTING\"");
        inspection.of(
                "subscribers-import-under-way",
                screen.open(console + "/subscribers/import").isAt("Importing subscribers"));
    }

    private void corrections(String console, Harbour harbour, Screen screen) {
        screen.open(console + "/incidents").fill("Find by name", "boats").press("Find");
        inspection.of("incidents-found", screen.says("Boats cannot land"));
        screen.fill("Find by name", "no such word").press("Find");
        inspection.of("incidents-not-found", screen.isAt("Nothing found"));
        screen.open(console + "/incidents/" + harbour.incident)
                .at("main a[href$='/edit']")
                .first()
                .click();
        inspection.of("update-edit", screen.isAt("Correct an update"));
        screen.fill("Posted at", "2199-01-01T10:00").press("Correct it, telling nobody");
        inspection.of("update-edit-error", screen.isAt("There is a problem"));
        screen.press("Cancel").at("main a[href$='/edit']").last().click();
        screen.isAt("Correct an update").fill("Message", "No boat can land.").press("Correct it, telling nobody");
        screen.says("No boat can land.").at("main a[href$='/edit']").last().click();
        screen.isAt("Correct an update").at("main summary").click();
        inspection.of("update-edit-earlier", screen.says("Version 1"));
    }

    private void templates(String console, Screen screen) {
        var templates = console + "/incident-templates";
        inspection.of("templates-none", screen.open(templates).isAt("No templates yet"));
        inspection.of("template-new", screen.press("Write the first template").isAt("New template"));
        screen.at("#field-name").fill("Late boats");
        screen.fill("Incident name", "Boats are late at {{component}}")
                .fill("Message", "We know of {{nothing}}.")
                .press("Add template");
        inspection.of("template-error", screen.isAt("There is a problem"));
        screen.fill("Message", "Boats from {{component}} are late today.").fill("Group (optional)", "Weather");
        screen.field("North quay").check();
        screen.press("Add template").says("Added.");
        inspection.of("templates", screen.says("Weather"));
        inspection.of(
                "incident-new-templates",
                screen.open(console + "/incidents/new").says("Template"));
        screen.press("Use it");
        inspection.of(
                "incident-new-template",
                screen.open(templates).press("Use Late boats").says("begins with the template"));
        assertThat(screen.field("Message").inputValue()).isEqualTo("Boats from North quay are late today.");
        inspection.of(
                "maintenance-new-template",
                screen.open(console + "/maintenances/new").press("Use it").says("Template"));
        screen.open(templates).press("Late boats");
        inspection.of("template", screen.isAt("Edit template"));
        inspection.of("template-delete", screen.press("Delete…").isAt("Delete Late boats?"));
    }

    private void learning(String console, String page, Harbour harbour, Screen screen, Screen visitor) {
        var postmortem = console + "/incidents/" + harbour.resolved + "/postmortem";
        inspection.of("postmortem-new", screen.open(postmortem).isAt("Postmortem"));
        screen.fill("Text", "").press("Publish, telling nobody");
        inspection.of("postmortem-error", screen.isAt("There is a problem"));
        screen.fill("Text", LEARNT).press("Save draft").says("Draft saved.");
        inspection.of("postmortem-draft", screen);
        inspection.of("postmortem-delete", screen.press("Delete…").isAt("Delete the postmortem?"));
        screen.press("Keep it");
        var preview = screen.at("a[href*='/preview/']").getAttribute("href");
        inspection.of(
                "page-postmortem-preview",
                visitor.open(preview).isAt("Postmortem").says("not published"));
        screen.press("Publish, telling nobody").says("Published.");
        inspection.of("postmortem-published", screen);
        inspection.of(
                "page-incident-postmortem",
                visitor.open(page + "/incidents/" + harbour.resolved).isAt("Postmortem"));
        inspection.of(
                "postmortem-too-early",
                screen.open(console + "/incidents/" + harbour.incident + "/postmortem")
                        .isAt("Not yet"));
    }

    private void settings(String console, Screen screen) {
        screen.open(console + "/settings").fill("Name", "").press("Save");
        inspection.of("settings-error", screen.isAt("There is a problem"));
        screen.open(console + "/settings").press("How uptime is counted");
        inspection.of("uptime-rule", screen.isAt("How uptime is counted"));
        screen.fill("Yellow, one notch", "60").press("Save");
        inspection.of("uptime-rule-error", screen.isAt("There is a problem").says("The second step"));
        screen.fill("Yellow, one notch", "1")
                .fill("Target for each month", "99.9")
                .press("Save")
                .says("Saved.");
    }

    private void movingIn(String console, Foghorn foghorn, Screen screen) {
        screen.open(console + "/import").fill("The page's address", "").press("Import");
        inspection.of("import-error", screen.isAt("There is a problem"));
        screen.fill("The page's address", "https://127.0.0.1").press("Import").says("The import failed");
        inspection.of("import-failed", screen.says("may not be called"));
        screen.field("Or its documents as files")
                .setInputFiles(new FilePayload(
                        "summary.json", "application/json", "no JSON".getBytes(StandardCharsets.UTF_8)));
        inspection.of("import-file-failed", screen.press("Import").says("file 1 is no JSON"));
        screen.field("Or its documents as files")
                .setInputFiles(new FilePayload(
                        "summary.json", "application/json", ELSEWHERE.getBytes(StandardCharsets.UTF_8)));
        inspection.of("import-done", screen.press("Import").isAt("The import is done"));
        asIfUnderWay(foghorn, "\"over\":true", "\"over\":false");
        inspection.of("import-under-way", screen.open(console + "/import").isAt("The import is under way"));
    }

    /** A short import would be over before it is looked at: the one that has ended is told of as if another node were at it. */
    private static void asIfUnderWay(Foghorn foghorn, String ended, String goesOn) {
        new EmbeddedData(foghorn.data()).execute("""
                update import_run set alive_at = clock_timestamp() + interval '1 hour', state = replace(state, '%s', '%s')
                 where position('%s' in state) > 0
                """.formatted(ended, goesOn, ended));
    }

    private void apiKeys(String console, Screen screen) {
        var keys = console.replaceFirst("/pages/.*", "/api-keys");
        inspection.of("api-keys", screen.open(keys).isAt("API keys"));
        inspection.of("api-reference", screen.press("What programs can do").isAt("Manage API"));
        screen.open(keys);
        inspection.of("api-key-new", screen.press("New API key").isAt("New API key"));
        inspection.of("api-key-error", screen.press("Make the key").isAt("There is a problem"));
        screen.fill("Name", "Deployment of the ticket office").press("Make the key");
        inspection.of("api-key-made", screen.isAt("The key"));
        screen.open(keys).at("a[href$='/limit']").first().click();
        inspection.of("api-key-limit", screen.isAt("How fast Deployment of the ticket office may ask"));
        inspection.of(
                "api-key-limit-error",
                screen.fill("Requests a minute", "many").press("Save").isAt("There is a problem"));
        screen.fill("Requests a minute", "120").press("Save").says("Saved.");
        screen.open(keys).at("a[href$='/revoke']").first().click();
        inspection.of("api-key-revoke", screen.isAt("Revoke Deployment"));
        screen.press("Revoke key").says("Revoked.").at("main summary").click();
        inspection.of("api-keys-ended", screen);
        inspection.of("reminders", screen.press("Your reminders").isAt("Your reminders"));
        screen.field("Maintenances that begin soon").uncheck();
        inspection.of("reminders-saved", screen.press("Save").says("Saved."));
    }

    private void team(String console, Screen screen, Screen newcomer) {
        var team = console.replaceFirst("/pages/.*", "/team");
        inspection.of("team-alone", screen.open(team).isAt("Team"));
        inspection.of("invitation-new", screen.press("Invite somebody").isAt("Invite somebody"));
        inspection.of("invitation-error", screen.press("Send invitation").isAt("There is a problem"));
        screen.fill("E-mail address", "eve@larkfield.example").press("Send invitation");
        inspection.of("invitation-link", screen.isAt("Hand over the invitation"));
        var link = screen.at(".panel code").textContent();
        inspection.of("team-invited", screen.press("Back to the team").isAt("Invited"));
        screen.at("a[href$='/delete']").click();
        inspection.of("invitation-delete", screen.isAt("Take back the invitation"));

        inspection.of("join", newcomer.open(link).isAt("Join the team of Larkfield"));
        inspection.of("join-error", newcomer.press("Join").isAt("There is a problem"));
        newcomer.fill("Choose a password", "four green lamps above the quay").press("Join");
        inspection.of("no-page-yet", newcomer.isAt("No page for you yet"));
        inspection.of("join-used-up", newcomer.open(link));

        screen.open(team).at("a[href$='/remove']").click();
        inspection.of("colleague-remove", screen.isAt("Remove eve@larkfield.example?"));
        screen.open(team).at("main .rows li:last-child .actions a").first().click();
        inspection.of("colleague", screen.isAt("eve@larkfield.example"));
    }

    private void activity(String console, Screen screen) {
        var activity = console.replaceFirst("/pages/.*", "/activity");
        inspection.of("activity", screen.open(activity).isAt("Activity").says("API key revoked"));
        inspection.of("activity-narrowed", screen.open(activity + "?what=pages").says("Show everything"));
        inspection.of(
                "activity-days", screen.open(activity + "?from=2026-01-01&to=").says("Only from 2026-01-01 to now"));
        inspection.of("activity-none", screen.open(activity + "?who=nobody").isAt("Nothing here"));
    }

    private void published(String page, Harbour harbour, Screen visitor) {
        inspection.of("page-open", visitor.open(page).isAt("Boats cannot land"));
        inspection.of("page-incident", visitor.open(page + "/incidents/" + harbour.incident));
        inspection.of("page-embed", visitor.open(page + "/embed/frame").isAt("Boats cannot land"));
        inspection.of("page-uptime", visitor.open(page + "/uptime").isAt("Uptime"));
        visitor.press("North quay");
        inspection.of("page-uptime-component", visitor.isAt("Uptime of North quay"));
        harbour.resolve();
        inspection.of("page-resolved", visitor.open(page).isAt("Past incidents"));
        inspection.of("page-accessibility", visitor.press("Accessibility").isAt("Accessibility"));
        inspection.of(
                "page-history", visitor.open(page).press("Incident history").isAt("Incident history"));
        inspection.of("page-search", visitor.press("Search and filter").isAt("Search the history"));
        inspection.of("page-incident-resolved", visitor.open(page + "/incidents/" + harbour.incident));
        harbour.grow(46);
        assertThat(bytesToShow(page, visitor)).isBetween(2_000.0, 50_000.0);
    }

    /** What a first visit brings over the wire, headers included. */
    private static double bytesToShow(String url, Screen visitor) {
        var page = visitor.page();
        var cdp = page.context().newCDPSession(page);
        var bytes = new double[1];
        cdp.send("Network.enable");
        cdp.on(
                "Network.loadingFinished",
                event -> bytes[0] += event.get("encodedDataLength").getAsDouble());
        visitor.open("about:blank").page().context().clearCookies();
        cdp.send("Network.clearBrowserCache");
        visitor.open(url).says("Pier 46");
        cdp.detach();
        return bytes[0];
    }

    /** Names as long as they may be, one word in them longer than a narrow screen. */
    private void longNames(String console, Screen screen) {
        var name = "Payments, invoices and reimbursements for corporate customers in all countries of the north, by the"
                + " Kreditkartenabrechnungsschnittstellenverwaltungsgesellschaft";
        screen.open(console + "/components/new")
                .fill("Name", name)
                .fill("Description (optional)", name)
                .press("Add component")
                .says("Added.");
        screen.open(console + "/component-groups/new").fill("Name", "All " + name);
        screen.field(name).check();
        screen.press("Add group").says("Added.");
        inspection.of("components-long", screen);
        screen.open(console + "/incidents/new").fill("Name", name);
        screen.field(name).selectOption("major_outage");
        inspection.of("incident-new-long", screen);
        screen.at("#publish").click();
        inspection.of("incident-long", screen.says("Published"));
        inspection.of("incidents-long", screen.open(console + "/incidents"));
        screen.open(console + "/settings").fill("Name", name).press("Save").says("Saved.");
        inspection.of("settings-long", screen);
        inspection.of("overview-long", screen.open(console));
        inspection.of("activity-long", screen.open(console.replaceFirst("/pages/.*", "/activity")));
    }

    private void secondOrganization(Foghorn foghorn, Screen screen, Screen newcomer) {
        inspection.of(
                "sign-in-link",
                screen.open(signInLink(foghorn, "Second", Team.ADDRESS)).isAt("Sign in"));
        screen.press("Sign in").press("Switch organization");
        inspection.of("organizations", screen.isAt("Organizations"));
        newcomer.open(signInLink(foghorn, "Third", "eve@third.example"));
        inspection.of("choose-password", newcomer.isAt("Choose your password"));
        newcomer.press("Save the password and sign in");
        inspection.of("choose-password-error", newcomer.isAt("There is a problem"));
    }

    private static String signInLink(Foghorn foghorn, String name, String owner) {
        var ran = foghorn.run(
                "organization",
                "create",
                "--organization",
                name,
                "--owner-email",
                owner,
                "--page",
                name + " page",
                "--json");
        return Http.json(ran.out()).get("owner_sign_in_url").asText();
    }

    private void signedOut(String console, Team team) {
        inspection.of("sign-in", team.screen().open(console).press("Sign out").isAt("Sign in"));
        inspection.of("sign-in-error", team.signIn("wrong").screen().isAt("There is a problem"));
        var unsent = "?unsent=true&next=" + URI.create(console).getPath();
        team.screen().open(team.screen().page().url().replaceFirst("\\?.*", "") + unsent);
        inspection.of("sign-in-unsent", team.screen().says("nothing was sent"));
    }
}
