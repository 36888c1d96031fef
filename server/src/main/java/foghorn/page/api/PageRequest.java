package foghorn.page.api;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import foghorn.page.PageColor;
import foghorn.page.PagePatch;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads the body of PATCH and PUT: {@code page: {…}}. */
final class PageRequest {
    private PageRequest() {}

    static PagePatch read(Body body, ExpectedVersion expected) {
        return new PagePatch(
                expected,
                body.change("name", body::text),
                body.changeOrEmpty("domain", body::text),
                body.change("subdomain", body::text),
                body.changeOrEmpty("url", body::text),
                body.change("branding", body::text),
                colors(body),
                body.change("hidden_from_search", body::flag),
                body.change("viewers_must_be_team_members", body::flag),
                body.change("allow_page_subscribers", body::flag),
                body.change("allow_incident_subscribers", body::flag),
                body.change("allow_email_subscribers", body::flag),
                body.change("allow_sms_subscribers", body::flag),
                body.change("allow_webhook_subscribers", body::flag),
                body.change("allow_rss_atom_feeds", body::flag),
                body.changeOrEmpty("notifications_from_email", body::text),
                body.change("time_zone", body::text),
                footer(body),
                body.changeOrEmpty("support_url", body::text),
                body.changeOrEmpty("headline", body::text),
                body.changeOrEmpty("page_description", body::text),
                Change.keep());
    }

    /** The footer is never null; a form's empty field and null empty it. */
    private static Change<String> footer(Body body) {
        var name = "notifications_email_footer";
        return body.has(name) ? Change.to(body.text(name).orElse("")) : Change.keep();
    }

    private static Map<PageColor, String> colors(Body body) {
        var colors = new EnumMap<PageColor, String>(PageColor.class);
        for (var color : PageColor.values()) {
            Optional.of(color.field())
                    .filter(body::has)
                    .map(field -> body.text(field).orElse(color.initial()))
                    .ifPresent(text -> colors.put(color, text));
        }
        return colors;
    }
}
