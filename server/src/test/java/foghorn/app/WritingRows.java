package foghorn.app;

import java.util.Map;

/** The rows of what a team writes besides incidents: postmortems and templates. */
final class WritingRows {
    private static final String PAGE = "/v1/pages/:page_id";
    private static final String INCIDENT = PAGE + "/incidents/:incident_id";
    private static final String DESK = "/console/pages/:page_id";

    private WritingRows() {}

    static void addTo(Map<String, Row> rows) {
        learning(rows);
        templates(rows);
    }

    private static void learning(Map<String, Row> rows) {
        var postmortem = INCIDENT + "/postmortem";
        rows.put("GET " + postmortem, Row.PLAIN.naming("incident_id", "finished_id"));
        rows.put("DELETE " + postmortem, Row.PLAIN.naming("incident_id", "finished_id"));
        Rows.change(
                rows,
                postmortem,
                Row.json("{\"postmortem\": {\"body_draft\": \"Sample {unique}\"}}")
                        .naming("incident_id", "finished_id"));
        Rows.change(
                rows,
                postmortem + "/publish",
                Row.json("{\"postmortem\": {\"notify_subscribers\": true, \"notify_twitter\": true,"
                                + " \"custom_tweet\": \"Sample {unique}\"}}")
                        .naming("incident_id", "finished_id"));
        Rows.change(rows, postmortem + "/revert", Row.PLAIN.naming("incident_id", "published_id"));
        var desk = DESK + "/incidents/:incident_id/postmortem";
        var written = Row.form("body_draft", "Sample {unique}", "then", "tell", "seen", "{postmortem_version}");
        rows.put("GET " + desk, Row.PLAIN.naming("incident_id", "published_id"));
        rows.put("POST " + desk, written.naming("incident_id", "finished_id"));
        rows.put(
                "POST " + desk + "/autosave",
                Row.form("body_draft", "Sample {unique}", "seen", "0").naming("incident_id", "undrafted_id"));
        rows.put(
                "POST " + desk + "/revert",
                Row.form("seen", "{published_version}").naming("incident_id", "published_id"));
        rows.put("GET " + desk + "/delete", Row.PLAIN.naming("incident_id", "finished_id"));
        rows.put("POST " + desk + "/delete", Row.PLAIN.naming("incident_id", "finished_id"));
        rows.put("POST " + desk + "/ignore", Row.PLAIN.naming("incident_id", "undrafted_id"));
        rows.put("POST " + desk + "/await", Row.PLAIN.naming("incident_id", "ignored_id"));
        rows.put("GET /incidents/:incident_id/preview/:preview_key", Row.PLAIN.naming("incident_id", "finished_id"));
    }

    private static void templates(Map<String, Row> rows) {
        Rows.plain(rows, "GET " + PAGE + "/incident_templates");
        rows.put(
                "POST " + PAGE + "/incident_templates",
                Row.json(
                        "{\"template\": {\"name\": \"Sample {unique}\", \"title\": \"Sample\", \"body\": \"A sample.\","
                                + " \"component_ids\": [\"{component_id}\"]}}"));
        for (var composer : new String[] {"/incidents/new", "/maintenances/new"}) {
            rows.put("GET " + DESK + composer, Row.query("template", "{template_id}"));
        }
        var list = DESK + "/incident-templates";
        var one = list + "/:template_id";
        Rows.plain(
                rows,
                "GET " + list,
                "GET " + list + "/new",
                "GET " + one,
                "GET " + one + "/delete",
                "POST " + one + "/delete");
        rows.put("POST " + list, template("0"));
        rows.put("POST " + one, template("{template_version}"));
    }

    private static Row template(String version) {
        return Row.form(
                "name", "Sample {unique}",
                "group", "Samples",
                "title", "Sample",
                "update_status", "identified",
                "body", "A sample.",
                "component_ids[]", "{component_id}",
                "notify", "true",
                "version", version);
    }
}
