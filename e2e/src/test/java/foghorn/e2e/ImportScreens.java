package foghorn.e2e;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;

/** The screens of moving in: a page from elsewhere, and a table of subscribers. */
record ImportScreens(Inspection inspection, String console, Screen screen, Foghorn foghorn) {
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

    void subscribers() {
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
        asIfUnderWay("\"phase\":\"DONE\"", "\"phase\":\"IMPORTING\"");
        inspection.of(
                "subscribers-import-under-way",
                screen.open(console + "/subscribers/import").isAt("Importing subscribers"));
    }

    void page() {
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
        asIfUnderWay("\"over\":true", "\"over\":false");
        inspection.of("import-under-way", screen.open(console + "/import").isAt("The import is under way"));
    }

    /** A short import would be over before it is looked at: the one that has ended is told of as if another node were at it. */
    private void asIfUnderWay(String ended, String goesOn) {
        new EmbeddedData(foghorn.data()).execute("""
                update import_run set alive_at = clock_timestamp() + interval '1 hour', state = replace(state, '%s', '%s')
                 where position('%s' in state) > 0
                """.formatted(ended, goesOn, ended));
    }
}
