package foghorn.app;

import foghorn.Await;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Assets;
import foghorn.tenant.Permission;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Makes what the rows name, on Alice's page and by the product's own doors. What was made is used again until it is used up. */
final class Things {
    private static final AtomicLong UNIQUE = new AtomicLong();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestApi api;
    private final ApiClient maker;
    private final Map<String, String> made = new HashMap<>();
    private final Map<String, String> kept = new HashMap<>();

    Things(TestApi api) {
        this.api = api;
        this.maker = api.alice();
    }

    /** The next things are made anew. */
    void useUp() {
        made.clear();
    }

    /** From now on, until it is used up, this is what a name stands for. */
    void use(String name, String value) {
        made.put(name, value);
    }

    /** From now on this is what a name stands for, whatever is used up. */
    void keep(String name, String value) {
        kept.put(name, value);
    }

    /** The value that stands for a name. */
    String get(String name) {
        return switch (name) {
            case "newcomer_id" -> api.people().memberId();
            case "unique" -> Long.toString(UNIQUE.incrementAndGet());
            case "color" -> "%06x".formatted(UNIQUE.incrementAndGet());
            case "uptime_target" -> "99." + (100 + UNIQUE.incrementAndGet() % 900);
            case "page_version" -> version("");
            case "team_member_version" ->
                api.rows("select version from team_member where id = ?", get("team_member_id"))
                        .getFirst()
                        .getFirst();
            case "correction_version" ->
                api.rows("""
                        select to_char(corrected_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from uptime_correction
                         where component_id = ?
                        """, get("corrected_component_id")).stream()
                        .map(row -> Instant.parse(row.getFirst()).toString())
                        .findFirst()
                        .orElse("measured");
            case "uptime_rule_version" ->
                api.rows("select version from uptime_rule where page_id = ?", get("page_id")).stream()
                        .map(List::getFirst)
                        .findFirst()
                        .orElse("0");
            case "incident_update_version" ->
                api.rows("select version from incident_update where id = ?", get("incident_update_id"))
                        .getFirst()
                        .getFirst();
            case "published_id" -> published("finished_id");
            case "published_completed_id" -> published("completed_id");
            case "template_version" ->
                api.rows("select version from incident_template where id = ?", get("template_id"))
                        .getFirst()
                        .getFirst();
            case "undrafted_id" -> resolved();
            case "waiting_import" -> waitingImport();
            case "ignored_id" ->
                api.rows("update incident set postmortem_ignored = true where id = ? returning id", resolved())
                        .getFirst()
                        .getFirst();
            case "postmortem_version", "published_version" ->
                version("/incidents/" + get("finished_id") + "/postmortem");
            case "component_version" -> version("/components/" + get("component_id"));
            case "group_version" -> version("/component-groups/" + get("group_id"));
            case "incident_version" -> version("/incidents/" + get("incident_id"));
            case "maintenance_version" -> version("/incidents/" + get("maintenance_id"));
            case "open_incidents" ->
                String.join(
                        " ", maker.get(api.page("/incidents/unresolved")).json().findValuesAsText("id"));
            default -> {
                var present = kept.getOrDefault(name, made.get(name));
                var value = present == null ? make(name) : present;
                made.put(name, value);
                yield value;
            }
        };
    }

    private String make(String name) {
        return switch (name) {
            case "organization_id" -> api.cast().organization().value();
            case "page_id" -> api.cast().page().value();
            case "component_id" -> posted("/components", "{\"component\": {\"name\": \"C\"}}");
            case "corrected_component_id" -> correctedComponent();
            case "day" -> LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
            case "group_id" ->
                posted(
                        "/component-groups",
                        "{\"component_group\": {\"name\": \"G\", \"components\": [\"" + make("component_id") + "\"]}}");
            case "incident_id" -> posted("/incidents", "{\"incident\": {\"name\": \"I\", \"body\": \"A sample.\"}}");
            case "maintenance_id" ->
                posted(
                        "/incidents",
                        "{\"incident\": {\"name\": \"M\", \"scheduled_for\": \"2030-05-04T22:00:00Z\","
                                + " \"scheduled_until\": \"2030-05-04T23:00:00Z\"}}");
            case "maintenance_update_id" ->
                maker.get(api.page("/incidents/" + get("maintenance_id"))).text("/incident_updates/0/id");
            case "finished_id" -> drafted(resolved());
            case "completed_id" -> drafted(completed());
            case "template_id" ->
                posted(
                        "/incident_templates",
                        "{\"template\": {\"name\": \"T\", \"title\": \"I\", \"body\": \"A sample.\", \"component_ids\": [\""
                                + get("component_id") + "\"]}}");
            case "preview_key" ->
                maker.get(api.page("/incidents/" + get("finished_id") + "/postmortem"))
                        .text("/preview_key");
            case "incident_update_id" ->
                maker.get(api.page("/incidents/" + get("incident_id"))).text("/incident_updates/0/id");
            case "event_id" -> awaited("select id from notification_event where incident_id = ?", get("incident_id"));
            case "subscriber_id" ->
                posted(
                        "/subscribers",
                        "{\"subscriber\": {\"endpoint\": \"https://hooks.example/" + get("unique")
                                + "\", \"email\": \"ops@hooks.example\"}}");
            case "unconfirmed_subscriber_id" -> posted("/subscribers", reader(Ids.next()));
            case "quarantined_subscriber_id" -> {
                var id = make("subscriber_id");
                api.rows("update subscriber set state = 'quarantined', quarantined_at = now() where id = ?", id);
                yield id;
            }
            case "incident_subscriber_id" ->
                posted("/incidents/" + get("incident_id") + "/subscribers", reader(Ids.next()));
            case "told_webhook_id" -> toldWebhook();
            case "api_key_id" -> api.apiKeyId();
            case "team_member_id" -> api.people().memberId();
            case "invitation_id" -> api.people().invite().invitation().id();
            case "join_secret" -> api.people().invite().secret();
            case "message_id" -> {
                var address = subscribed();
                api.mailTo(address, "Confirm");
                yield awaited("select id from inbox_message where page_id = ? order by at desc", get("page_id"));
            }
            case "token" -> link(subscribed(), "Confirm");
            case "reader" -> reader();
            case "secret" -> secret();
            case "code" -> code();
            case "left_secret" -> leftSecret();
            case "quarantined_secret" -> quarantinedSecret();
            case "webhook_secret" -> webhookSecret();
            case "locked_reader", "reader_to_lock" -> reader();
            case "secret_to_lock" -> secretOf(get("reader_to_lock"));
            case "locked_secret" -> lockedSecret();
            case "unlock_token" -> unlockToken();
            case "account_email" -> api.people().addressWithPassword();
            case "sign_in_link" -> api.people().signInLink();
            case "set_up_secret" -> setUpSecret();
            case "file" -> Assets.href("console.css").replaceFirst(".*/", "");
            default -> throw new AssertionError("nothing is called " + name);
        };
    }

    /** The same incident, which is over, with a postmortem that is being written. */
    private String drafted(String incident) {
        maker.put(
                api.page("/incidents/" + incident + "/postmortem"),
                "{\"postmortem\": {\"body_draft\": \"A sample.\"}}");
        return incident;
    }

    private String completed() {
        var maintenance = make("maintenance_id");
        for (var status : List.of("in_progress", "completed")) {
            maker.patch(api.page("/incidents/" + maintenance), "{\"incident\": {\"status\": \"" + status + "\"}}");
        }
        return maintenance;
    }

    private String resolved() {
        return posted(
                "/incidents", "{\"incident\": {\"name\": \"I\", \"status\": \"resolved\", \"body\": \"A sample.\"}}");
    }

    /** The same, whose postmortem is on the page. */
    private String published(String name) {
        var incident = get(name);
        maker.put(api.page("/incidents/" + incident + "/postmortem/publish"), "{}");
        return incident;
    }

    private static String reader(String name) {
        return "{\"subscriber\": {\"email\": \"" + name + "@readers.example\"}}";
    }

    /** A component that is watched for three days, and of which a day was corrected. */
    private String correctedComponent() {
        var component = make("component_id");
        api.rows(
                "update component_status_history set started_at = started_at - interval '3 days' where component_id = ?",
                component);
        api.rows("""
                insert into uptime_correction (organization_id, page_id, component_id, day, major_minutes, partial_minutes,
                                               reason, corrected_at)
                select organization_id, page_id, component_id, cast(? as date), 0, 0, 'A sample.', now()
                  from component_status_history where component_id = ?
                """, get("day"), component);
        return component;
    }

    /** A table of subscribers that was sent and is looked at. */
    private String waitingImport() {
        var browser = api.people().member(Permission.MANAGE_SUBSCRIBERS, Permission.VIEW_PAGE);
        var page = "/console/pages/" + get("page_id") + "/subscribers/import";
        browser.client()
                .with("Content-Type", FORM)
                .send(
                        "POST",
                        page,
                        "confirmed=true&form_token=" + browser.formToken() + "&file=email%0A" + Ids.next()
                                + "%40readers.example");
        return awaited(
                "select id from import_run where page_id = ? and kind = 'subscribers' and state like '%\"ASKING\"%'",
                get("page_id"));
    }

    /** A webhook to which the incident's notice could not be delivered. */
    private String toldWebhook() {
        var event = get("event_id");
        var webhook = make("subscriber_id");
        api.rows("""
                insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, state,
                                      created_at, done_at)
                select organization_id, page_id, event_month, id, ?, 'webhook', 'failed', event_at, event_at
                  from notification_event where id = ?
                returning subscriber_id
                """, webhook, event);
        return webhook;
    }

    private String posted(String path, String body) {
        return maker.post(api.page(path), body).text("/id");
    }

    private String version(String path) {
        return maker.get(api.page(path)).header("etag").orElseThrow().replace("\"", "");
    }

    private String awaited(String sql, String value) {
        Await.until(sql, () -> !api.rows(sql, value).isEmpty());
        return api.rows(sql, value).getFirst().getFirst();
    }

    /** Asks for a subscription in the page's form, from another client each time; returns the address. */
    private String subscribed() {
        var address = Ids.next() + "@readers.example";
        subscribe(address);
        return address;
    }

    private void subscribe(String address) {
        ask("/subscribe", address);
    }

    private void ask(String form, String address) {
        long number = UNIQUE.incrementAndGet();
        visitor()
                .with("X-Forwarded-For", "192.0." + number / 250 % 250 + "." + (1 + number % 250))
                .send("POST", base() + form, "email=" + address);
    }

    /** A subscriber who has confirmed. */
    private String reader() {
        var address = subscribed();
        visitor().send("POST", base() + "/subscriptions/confirm/" + link(address, "Confirm"), "");
        return address;
    }

    /** The secret in the link to leave, as a subscriber finds it in his mail. */
    private String secret() {
        return secretOf(get("reader"));
    }

    private String secretOf(String address) {
        subscribe(address);
        return link(address, "subscribed already");
    }

    /** The secret of somebody who has just left. */
    private String leftSecret() {
        var secret = secret();
        visitor().send("POST", base() + "/subscriptions/unsubscribe/" + secret, "");
        return secret;
    }

    /** The secret of somebody who is left alone. */
    private String quarantinedSecret() {
        var secret = secret();
        api.rows(
                "update subscriber set state = 'quarantined', quarantined_at = now() where secret_hash = sha256(?::bytea) returning id",
                secret);
        return secret;
    }

    /** The secret that a webhook finds in each of its messages. */
    private String webhookSecret() {
        var secret = Ids.next();
        api.rows(
                "update subscriber set secret_hash = sha256(?::bytea) where id = ? returning id",
                secret,
                make("subscriber_id"));
        return secret;
    }

    /** The secret of somebody whose address several people read. */
    private String lockedSecret() {
        var secret = secretOf(get("locked_reader"));
        visitor().send("POST", base() + "/subscriptions/manage/" + secret + "/lock", "");
        return secret;
    }

    private String unlockToken() {
        visitor().send("POST", base() + "/subscriptions/manage/" + get("locked_secret") + "/unlock", "");
        return link(get("locked_reader"), "Unlock the subscription");
    }

    /** A code that leads the reader to his subscription. */
    private String code() {
        var address = get("reader");
        ask("/subscriptions", address);
        return api.mailTo(address, "The code").text().replaceFirst("(?s).*The code[^:]*: ([0-9]+).*", "$1");
    }

    private String link(String address, String words) {
        return api.mailTo(address, words).links().stream()
                .filter(link -> link.contains("/subscriptions/"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*/", "");
    }

    private ApiClient visitor() {
        return api.anonymous().with("Content-Type", FORM);
    }

    private String base() {
        return "/p/" + get("page_id");
    }

    /** Set-up closes for ever; here it is opened again, so that it can succeed more than once. */
    private String setUpSecret() {
        api.rows("delete from installation_setting where name = 'owned_since'");
        return api.cast().room().installation().newSetUpSecret().orElseThrow();
    }
}
