package foghorn.app;

import java.util.Map;

/** The rows of what visitors of a page use. */
final class VisitorRows {
    private VisitorRows() {}

    static void addTo(Map<String, Row> rows) {
        var confirm = "/subscriptions/confirm/:token";
        var leave = "/subscriptions/unsubscribe/:secret";
        Rows.plain(rows, "GET /subscribe/sent", "GET " + confirm, "POST " + confirm, "GET " + leave);
        rows.put("GET /subscribe", Row.query("incident", "{incident_id}"));
        rows.put(
                "POST /subscribe",
                Row.form(
                        "email", "{unique}@readers.example",
                        "scope", "parts",
                        "incident", "{incident_id}",
                        "components[]", "{component_id}",
                        "incidents[]", "{incident_id}",
                        "website", ""));
        managing(rows);
        Rows.plain(rows, "GET /subscribe/webhook", "GET /docs/webhooks");
        var search = Row.query(
                "q", "boat", "kind", "incident", "impact", "minor", "component", "{component_id}", "page", "1");
        for (var form : new String[] {"", ".csv", ".json", ".atom"}) {
            rows.put("GET /search" + form, search);
        }
        var webhook =
                Row.form("endpoint", "https://hooks.example/{unique}", "email", "ops@hooks.example", "website", "");
        rows.put("POST /subscribe/webhook", webhook);
        rows.put("POST /subscriptions/webhook.json", webhook);
        rows.put("POST /subscriptions/new-email", Row.form("email", "{unique}@readers.example"));
        rows.put("POST /subscriptions/verify-email-otp", Row.form("email", "{reader}", "otp", "{code}"));
        rows.put("POST /subscriptions/track_attempt", Row.form("type", "email"));
        rows.put(
                "POST /api/v2/subscriptions/:subscriber_id/resend_confirmation",
                Row.PLAIN.naming("subscriber_id", "unconfirmed_subscriber_id"));
        rows.put(
                "POST /subscriptions/incident.json",
                Row.form("email", "{unique}@readers.example", "incident_code", "{incident_id}"));
        rows.put(
                "POST /api/v2/subscribers.json",
                Row.form(
                        "subscriber[email]", "{unique}@readers.example",
                        "subscriber[component_id]", "{component_id}",
                        "subscriber[incident]", "{incident_id}"));
        rows.put("POST " + leave, Row.form("List-Unsubscribe", "One-Click"));
    }

    private static void managing(Map<String, Row> rows) {
        var one = "/subscriptions/manage/:secret";
        Rows.plain(rows, "GET /subscriptions", "GET " + one, "POST " + one + "/unsubscribe");
        Rows.plain(rows, "GET " + one + "/data.json", "GET " + one + "/erase", "POST " + one + "/erase");
        rows.put("POST /subscriptions", Row.form("email", "{reader}", "code", "{code}"));
        rows.put("POST " + one + "/undo", Row.PLAIN.naming("secret", "left_secret"));
        var unlock = "/subscriptions/unlock/:token";
        rows.put("POST " + one + "/lock", Row.PLAIN.naming("secret", "secret_to_lock"));
        rows.put("POST " + one + "/unlock", Row.PLAIN.naming("secret", "locked_secret"));
        rows.put("GET " + unlock, Row.PLAIN.naming("token", "unlock_token"));
        rows.put("POST " + unlock, Row.PLAIN.naming("token", "unlock_token"));
        rows.put("POST " + one + "/new-secret", Row.PLAIN.naming("secret", "webhook_secret"));
        rows.put("POST " + one + "/reactivate", Row.PLAIN.naming("secret", "quarantined_secret"));
        rows.put(
                "POST " + one,
                Row.form(
                        "scope", "parts",
                        "components[]", "{component_id}",
                        "incidents[]", "{incident_id}",
                        "time_zone", "Europe/Oslo"));
    }
}
