package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** The screens of incidents, maintenances, templates and postmortems. */
record IncidentScreens(Inspection inspection, String console, Screen screen) {
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

    void inUse(Harbour harbour) {
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
    }

    void refused(Harbour harbour) {
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

    void rehearsal() {
        screen.open(console + "/rehearsal").press("Send it to " + Team.ADDRESS);
        inspection.of("rehearsal-sent", screen.says("Nobody else was told."));
        inspection.of("rehearsal-unsent", screen.open(console + "/rehearsal?done=unsent"));
    }

    void corrections(Harbour harbour) {
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

    void learning(String page, Harbour harbour, Screen visitor) {
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

    void templates() {
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
}
