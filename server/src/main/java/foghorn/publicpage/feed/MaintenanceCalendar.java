package foghorn.publicpage.feed;

import foghorn.page.PageLinks;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.PageFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The maintenances that are to come and the newest of the past, as a calendar that programs subscribe to (RFC 5545, RFC 7986). */
public final class MaintenanceCalendar {
    private final List<IncidentFacts> maintenances;
    private final PageFacts page;
    private final String url;

    public MaintenanceCalendar(PageSnapshot snapshot, PageLinks links) {
        this.maintenances = Stream.concat(snapshot.openMaintenances().stream(), snapshot.newestMaintenances().stream())
                .distinct()
                .toList();
        this.page = snapshot.page();
        this.url = links.page(page.subdomain(), page.domain());
    }

    public byte[] ics() {
        var name = page.name() + " maintenance";
        var ical = new Ical();
        ical.begin("VCALENDAR");
        ical.plain("VERSION", "2.0");
        ical.plain("PRODID", "-//Foghorn//Status page//EN");
        ical.plain("METHOD", "PUBLISH");
        ical.text("NAME", name);
        ical.text("X-WR-CALNAME", name);
        ical.plain("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        ical.plain("URL", url);
        maintenances.forEach(maintenance -> event(ical, maintenance));
        ical.end("VCALENDAR");
        return ical.bytes();
    }

    private void event(Ical ical, IncidentFacts maintenance) {
        var begin = maintenance.scheduledFor().orElse(maintenance.startedAt());
        var changed = maintenance.changedAt().truncatedTo(ChronoUnit.SECONDS);
        ical.begin("VEVENT");
        ical.text("UID", maintenance.id() + "@" + page.tagHost());
        ical.time("DTSTAMP", changed);
        ical.time("LAST-MODIFIED", changed);
        ical.time("CREATED", maintenance.createdAt());
        ical.time("DTSTART", begin);
        ical.time("DTEND", maintenance.scheduledUntil().orElse(begin));
        ical.text("SUMMARY", maintenance.name());
        ical.text("DESCRIPTION", description(maintenance));
        ical.plain("STATUS", "CONFIRMED");
        ical.plain("TRANSP", "TRANSPARENT");
        ical.plain("URL", url + "/incidents/" + maintenance.id());
        ical.end("VEVENT");
    }

    /** Its status, its newest words, and what it affects. */
    private static String description(IncidentFacts maintenance) {
        var newest = maintenance.updates().isEmpty()
                ? ""
                : maintenance.updates().getFirst().body().strip();
        var components = maintenance.touched().stream()
                .map(touched -> touched.component().name())
                .collect(Collectors.joining(", "));
        return Stream.of(maintenance.status().label(), newest, components.isEmpty() ? "" : "Affects: " + components)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
