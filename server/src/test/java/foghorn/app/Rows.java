package foghorn.app;

import java.util.LinkedHashMap;
import java.util.Map;

/** The row of every route of the product, with every field that the route reads of a form. */
final class Rows {
    private static final String PAGE = "/v1/pages/:page_id";
    private static final String COMPONENT = PAGE + "/components/:component_id";
    private static final String GROUP = PAGE + "/component-groups/:id";
    private static final String INCIDENT = PAGE + "/incidents/:incident_id";
    private static final String DESK = "/console/pages/:page_id";

    /** What announces a maintenance where others open an incident. */
    static final Row PLANNING =
            Row.json("{\"incident\": {\"name\": \"Sample\", \"scheduled_for\": \"2030-05-04T22:00:00Z\","
                    + " \"scheduled_until\": \"2030-05-04T23:00:00Z\"}}");

    private static final Map<String, Row> ALL = all();

    private Rows() {}

    static Map<String, Row> byRoute() {
        return ALL;
    }

    private static Map<String, Row> all() {
        var rows = new LinkedHashMap<String, Row>();
        programs(rows);
        WritingRows.addTo(rows);
        telling(rows);
        doors(rows);
        components(rows);
        incidents(rows);
        settings(rows);
        organization(rows);
        VisitorRows.addTo(rows);
        return rows;
    }

    static void plain(Map<String, Row> rows, String... routes) {
        for (var route : routes) {
            rows.put(route, Row.PLAIN);
        }
    }

    /** PUT and PATCH do the same. */
    static void change(Map<String, Row> rows, String path, Row row) {
        rows.put("PATCH " + path, row);
        rows.put("PUT " + path, row);
    }

    private static void programs(Map<String, Row> rows) {
        plain(rows, "GET /v1/openapi", "GET /console/docs/api", "GET /v1/pages", "GET " + PAGE);
        change(rows, PAGE, Row.json("{\"page\": {\"headline\": \"Sample {unique}\"}}"));

        plain(rows, "GET " + PAGE + "/status_embed_config");
        change(
                rows,
                PAGE + "/status_embed_config",
                Row.json("{\"status_embed_config\": {\"incident_text_color\": \"#{color}\"}}"));

        plain(rows, "GET " + PAGE + "/components", "GET " + COMPONENT, "DELETE " + COMPONENT);
        rows.put("POST " + PAGE + "/components", Row.json("{\"component\": {\"name\": \"Sample\"}}"));
        change(rows, COMPONENT, Row.json("{\"component\": {\"description\": \"Sample {unique}\"}}"));
        var uptime = Row.query("start", "2020", "end", "2120", "skip_related_events", "true");
        rows.put("GET " + COMPONENT + "/uptime", uptime);
        rows.put("GET " + GROUP + "/uptime", uptime.naming("id", "group_id"));

        plain(rows, "GET " + PAGE + "/component-groups");
        rows.put("GET " + GROUP, Row.PLAIN.naming("id", "group_id"));
        rows.put("DELETE " + GROUP, Row.PLAIN.naming("id", "group_id"));
        rows.put(
                "POST " + PAGE + "/component-groups",
                Row.json("{\"component_group\": {\"name\": \"Sample\", \"components\": [\"{component_id}\"]}}"));
        change(
                rows,
                GROUP,
                Row.json("{\"component_group\": {\"name\": \"Sample {unique}\"}}")
                        .naming("id", "group_id"));

        for (var list : new String[] {"", "/unresolved", "/scheduled", "/upcoming", "/active_maintenance"}) {
            plain(rows, "GET " + PAGE + "/incidents" + list);
        }
        plain(rows, "GET " + INCIDENT, "DELETE " + INCIDENT);
        rows.put("POST " + PAGE + "/incidents", Row.json("{\"incident\": {\"name\": \"Sample\"}}"));
        change(rows, INCIDENT, Row.json("{\"incident\": {\"body\": \"Sample\"}}"));
        change(
                rows,
                INCIDENT + "/incident_updates/:incident_update_id",
                Row.json("{\"incident_update\": {\"body\": \"Sample {unique}\"}}"));
    }

    private static void telling(Map<String, Row> rows) {
        var told = INCIDENT + "/notifications";
        plain(rows, "GET " + told, "POST " + told + "/pause", "POST " + told + "/resume");
        plain(rows, "POST " + told + "/:event_id/send_to_missed");
        rows.put(
                "POST " + told + "/:event_id/recipients/:subscriber_id/replay",
                Row.PLAIN.naming("subscriber_id", "told_webhook_id"));
        var one = PAGE + "/subscribers/:subscriber_id";
        rows.put(
                "POST " + PAGE + "/subscribers",
                Row.json(
                        "{\"subscriber\": {\"endpoint\": \"https://hooks.example/{unique}\", \"email\": \"ops@hooks.example\","
                                + " \"component_ids\": [\"{component_id}\"]}}"));
        plain(rows, "GET " + one, "DELETE " + one, "POST " + one + "/rotate_secret", "POST " + one + "/reactivate");
        change(rows, one, Row.json("{\"component_ids\": [\"{component_id}\"]}"));
        subscribers(rows);

        var ledger = DESK + "/incidents/:incident_id/ledger";
        plain(rows, "POST " + ledger + "/pause", "POST " + ledger + "/resume", "POST " + ledger + "/:event_id/missed");
        plain(rows, "GET " + ledger + "/:event_id/recipients.csv");
        rows.put(
                "POST " + ledger + "/:event_id/recipients/:subscriber_id/replay",
                Row.PLAIN.naming("subscriber_id", "told_webhook_id"));
        var webhooks = DESK + "/webhooks";
        plain(rows, "GET " + webhooks, "POST " + webhooks + "/:subscriber_id/rotate");
        plain(rows, "POST " + webhooks + "/:subscriber_id/reactivate", "GET " + webhooks + "/:subscriber_id/delete");
        plain(rows, "POST " + webhooks + "/:subscriber_id/delete");
        var deliveries = webhooks + "/:subscriber_id/deliveries";
        rows.put("GET " + deliveries, Row.query("only", "failed").naming("subscriber_id", "told_webhook_id"));
        rows.put("POST " + deliveries + "/:event_id/replay", Row.PLAIN.naming("subscriber_id", "told_webhook_id"));
        rows.put(
                "POST " + webhooks,
                Row.form("endpoint", "https://hooks.example/{unique}", "email", "ops@hooks.example"));
    }

    private static void subscribers(Map<String, Row> rows) {
        var all = PAGE + "/subscribers";
        rows.put(
                "GET " + all,
                Row.query(
                        "q", "hooks.example",
                        "type", "webhook",
                        "state", "all",
                        "limit", "10",
                        "page", "0",
                        "sort_field", "relevance",
                        "sort_direction", "desc"));
        rows.put("GET " + all + "/count", Row.query("type", "email", "state", "all"));
        plain(rows, "GET " + all + "/histogram_by_state", "GET " + all + "/unsubscribed");
        rows.put(
                "POST " + all + "/unsubscribe",
                Row.json("{\"subscribers\": [\"{subscriber_id}\"], \"type\": \"webhook\", \"state\": \"all\"}"));
        rows.put("POST " + all + "/reactivate", Row.json("{\"subscribers\": [\"{quarantined_subscriber_id}\"]}"));
        rows.put(
                "POST " + all + "/resend_confirmation",
                Row.json("{\"subscribers\": [\"{unconfirmed_subscriber_id}\"]}"));
        rows.put(
                "POST " + all + "/:subscriber_id/resend_confirmation",
                Row.PLAIN.naming("subscriber_id", "unconfirmed_subscriber_id"));

        var ofIncident = INCIDENT + "/subscribers";
        var one = ofIncident + "/:subscriber_id";
        plain(rows, "GET " + ofIncident);
        rows.put("POST " + ofIncident, Row.json("{\"subscriber\": {\"email\": \"{unique}@readers.example\"}}"));
        for (var route : new String[] {"GET " + one, "DELETE " + one, "POST " + one + "/resend_confirmation"}) {
            rows.put(route, Row.PLAIN.naming("subscriber_id", "incident_subscriber_id"));
        }
    }

    private static void doors(Map<String, Row> rows) {
        plain(rows, "GET /health/live", "GET /health/ready", "GET /console/assets/:file");
        plain(rows, "GET /console/sign-in", "POST /console/sign-out", "GET /console", "GET " + DESK);
        plain(rows, "GET /console/organizations", "POST /console/organizations/:organization_id");
        rows.put(
                "POST /console/sign-in", Row.form("email", "{account_email}", "password", People.PASSWORD, "next", ""));
        rows.put("GET /console/sign-in/link", Row.query("token", "{sign_in_link}"));
        rows.put("POST /console/sign-in/link", Row.form("token", "{sign_in_link}", "password", People.PASSWORD));
        rows.put("GET /console/set-up", Row.query("token", "{set_up_secret}"));
        rows.put(
                "POST /console/set-up",
                Row.form(
                        "token", "{set_up_secret}",
                        "organization", "Sample",
                        "page", "Sample",
                        "subdomain", "sample-{unique}",
                        "owner_email", "owner-{unique}@sample.example",
                        "owner_password", People.PASSWORD));
    }

    private static void components(Map<String, Row> rows) {
        var list = DESK + "/components";
        var one = list + "/:component_id";
        plain(rows, "GET " + list, "GET " + list + "/new", "GET " + one);
        plain(rows, "GET " + one + "/delete", "POST " + one + "/delete");
        rows.put("POST " + list, component("0"));
        rows.put("POST " + one, component("{component_version}"));
        rows.put("POST " + one + "/status", Row.form("status", "major_outage"));
        rows.put("POST " + one + "/move", Row.form("steps", "-1", "group_id", "", "position", "1"));

        var days = one + "/uptime";
        rows.put("GET " + days, corrected(Row.query("month", "2026-05")));
        rows.put("GET " + days + "/:day", corrected(Row.PLAIN));
        rows.put(
                "POST " + days + "/:day",
                corrected(Row.form(
                        "major_minutes", "1",
                        "partial_minutes", "2",
                        "reason", "Sample {unique}",
                        "seen", "{correction_version}")));
        rows.put("POST " + days + "/:day/undo", corrected(Row.form("seen", "{correction_version}")));

        var groups = DESK + "/component-groups";
        plain(rows, "GET " + groups + "/new");
        rows.put("POST " + groups, group("0"));
        rows.put("GET " + groups + "/:component_id", Row.PLAIN.naming("component_id", "group_id"));
        rows.put("POST " + groups + "/:component_id", group("{group_version}").naming("component_id", "group_id"));
    }

    private static Row corrected(Row row) {
        return row.naming("component_id", "corrected_component_id");
    }

    private static Row component(String version) {
        return Row.form(
                "name", "Sample {unique}",
                "description", "A sample",
                "group_id", "{group_id}",
                "showcase", "true",
                "start_date", "2026-05-04",
                "only_show_if_degraded", "true",
                "version", version);
    }

    private static Row group(String version) {
        return Row.form(
                "name", "Sample {unique}",
                "description", "A sample",
                "components[]", "{component_id}",
                "version", version);
    }

    private static void incidents(Map<String, Row> rows) {
        var list = DESK + "/incidents";
        var one = list + "/:incident_id";
        rows.put("GET " + list, Row.query("tab", "resolved", "q", "", "page", "1"));
        plain(rows, "GET " + one + "/updates/:incident_update_id/edit");
        rows.put(
                "POST " + one + "/updates/:incident_update_id/edit",
                Row.form(
                        "body",
                        "Sample {unique}",
                        "display_at",
                        "2026-05-04T09:12",
                        "seen",
                        "{incident_update_version}"));
        plain(rows, "GET " + one, "GET " + one + "/delete", "POST " + one + "/delete");
        rows.put("POST " + list, opening());
        rows.put("POST " + list + "/reach", opening());
        plain(rows, "GET " + list + "/past");
        rows.put("POST " + list + "/past", past());
        rows.put("POST " + one + "/updates", update());
        rows.put("POST " + one + "/reach", update());
        var maintenances = DESK + "/maintenances";
        rows.put("POST " + maintenances, plan(""));
        rows.put("POST " + maintenances + "/reach", plan(""));
        rows.put("GET " + one + "/plan", Row.PLAIN.naming("incident_id", "maintenance_id"));
        rows.put("POST " + one + "/plan", plan("{maintenance_version}").naming("incident_id", "maintenance_id"));
        rows.put("POST " + one + "/plan/reach", plan("{maintenance_version}").naming("incident_id", "maintenance_id"));
        plain(rows, "GET " + one + "/ledger", "GET " + one + "/ledger/:event_id");
        plain(rows, "GET " + DESK + "/inbox", "GET " + DESK + "/inbox/:message_id");
        plain(rows, "GET " + DESK + "/rehearsal", "POST " + DESK + "/rehearsal");
    }

    private static Row past() {
        return Row.form(
                "name", "Sample {unique}",
                "body", "Sample {unique}",
                "backfill_date", "2026-05-03T22:00",
                "impact_override", "minor");
    }

    private static Row plan(String seen) {
        return Row.form(
                "name", "Sample {unique}",
                "scheduled_for", "2030-05-04T22:00",
                "scheduled_until", "",
                "lasts", "1:30",
                "recurrence", "FREQ=WEEKLY",
                "body", "A sample.",
                "component_ids[]", "{component_id}",
                "scheduled_reminders[]", "60",
                "scheduled_auto_in_progress", "true",
                "scheduled_auto_completed", "true",
                "auto_transition_to_maintenance_state", "true",
                "auto_transition_to_operational_state", "true",
                "auto_transition_deliver_notifications_at_start", "true",
                "auto_transition_deliver_notifications_at_end", "true",
                "notify", "true",
                "only_count", "",
                "seen", seen);
    }

    private static Row opening() {
        return Row.form(
                "name", "Sample {unique}",
                "status", "investigating",
                "body", "A sample.",
                "components[{component_id}]", "partial_outage",
                "impact_override", "minor",
                "next_update", "30",
                "notify", "true",
                "only_count", "",
                "seen", "{open_incidents}");
    }

    private static Row update() {
        return Row.form(
                "status", "identified",
                "body", "A sample.",
                "components[{component_id}]", "major_outage",
                "all_operational", "true",
                "impact_override", "",
                "next_update", "15",
                "notify", "true",
                "only_count", "",
                "seen", "{incident_version}");
    }

    private static void settings(Map<String, Row> rows) {
        rows.put("GET " + DESK + "/subscribers", Row.query("state", "active"));
        rows.put("POST " + DESK + "/subscribers/search", Row.form("email", "reader@readers.example", "after", ""));
        subscriber(rows);
        plain(rows, "GET " + DESK + "/subscribers/import", "GET " + DESK + "/subscribers/import/problems");
        plain(rows, "GET " + DESK + "/subscribers/export", "POST " + DESK + "/subscribers/import/stop");
        rows.put(
                "POST " + DESK + "/subscribers/import",
                Row.form("file", "email\n{unique}@readers.example", "confirmed", "true"));
        rows.put("POST " + DESK + "/subscribers/import/go", Row.form("run", "{waiting_import}"));
        plain(rows, "GET " + DESK + "/settings", "GET " + DESK + "/import", "POST " + DESK + "/import/stop");
        plain(
                rows,
                "GET " + DESK + "/uptime",
                "POST " + DESK + "/first-steps/hide",
                "POST " + DESK + "/first-steps/show");
        rows.put(
                "POST " + DESK + "/uptime",
                Row.form(
                        "major_weight", "1",
                        "partial_weight", "0.3",
                        "step_1", "1",
                        "step_2", "20",
                        "step_3", "40",
                        "step_4", "60",
                        "target", "{uptime_target}",
                        "version", "{uptime_rule_version}"));
        // An address that is refused at once.
        rows.put("POST " + DESK + "/import", Row.form("address", "https://127.0.0.1/", "files[]", ""));
        rows.put(
                "POST " + DESK + "/settings",
                Row.form(
                        "name", "Sample {unique}",
                        "page_description", "A sample",
                        "support_url", "https://help.example/",
                        "recent_days", "20",
                        "time_zone", "Etc/UTC",
                        "version", "{page_version}"));
    }

    private static void subscriber(Map<String, Row> rows) {
        var list = DESK + "/subscribers";
        var one = list + "/:subscriber_id";
        plain(rows, "GET " + list + "/new");
        rows.put("POST " + list, Row.form("email", "{unique}@readers.example", "confirmed", "true"));
        for (var route : new String[] {
            "GET " + one,
            "POST " + one + "/resend",
            "POST " + one + "/reactivate",
            "GET " + one + "/delete",
            "POST " + one + "/delete"
        }) {
            rows.put(route, Row.PLAIN.naming("subscriber_id", "unconfirmed_subscriber_id"));
        }
    }

    private static void organization(Map<String, Row> rows) {
        rows.put("GET /console/activity", Row.query("what", "components", "from", "2026-05-04", "to", ""));
        plain(rows, "GET /console/activity/export");
        team(rows);
        users(rows);
        plain(rows, "GET /console/reminders");
        rows.put("POST /console/reminders", Row.form("reminders[]", "maintenance"));
        var keys = "/console/api-keys";
        plain(rows, "GET " + keys, "GET " + keys + "/new", "GET " + keys + "/:api_key_id/revoke");
        plain(rows, "POST " + keys + "/:api_key_id/revoke", "GET " + keys + "/:api_key_id/limit");
        rows.put("POST " + keys + "/:api_key_id/limit", Row.form("per_minute", "90"));
        rows.put(
                "POST " + keys,
                Row.form(
                        "name",
                        "Sample {unique}",
                        "scopes[]",
                        "view_page",
                        "page_id",
                        "",
                        "expires",
                        "90",
                        "per_minute",
                        "60"));
    }

    private static void users(Map<String, Row> rows) {
        var organization = "/v1/organizations/:organization_id";
        var one = organization + "/users/:user_id";
        var permissions = organization + "/permissions/:user_id";
        plain(rows, "GET " + organization + "/users");
        rows.put(
                "POST " + organization + "/users", Row.json("{\"user\": {\"email\": \"{unique}@newcomers.example\"}}"));
        rows.put("DELETE " + one, Row.PLAIN.naming("user_id", "team_member_id"));
        rows.put("GET " + permissions, Row.PLAIN.naming("user_id", "team_member_id"));
        change(
                rows,
                permissions,
                Row.json("{\"pages\": {\"{page_id}\": {\"incident_manager\": true}}}")
                        .naming("user_id", "newcomer_id"));
    }

    private static void team(Map<String, Row> rows) {
        var one = "/console/team/:team_member_id";
        plain(rows, "GET /console/team", "GET " + one, "GET " + one + "/remove", "POST " + one + "/remove");
        rows.put(
                "POST " + one,
                Row.form("role", "member", "grants[]", "{page_id}:view_page", "version", "{team_member_version}"));
        var invitations = "/console/invitations";
        plain(rows, "GET " + invitations + "/new", "POST " + invitations + "/:invitation_id/send");
        plain(rows, "GET " + invitations + "/:invitation_id/delete", "POST " + invitations + "/:invitation_id/delete");
        rows.put(
                "POST " + invitations,
                Row.form("email", "{unique}@newcomers.example", "role", "member", "grants[]", ""));
        rows.put("GET /console/join", Row.query("token", "{join_secret}"));
        rows.put("POST /console/join", Row.form("token", "{join_secret}", "password", People.PASSWORD));
    }
}
