package foghorn.publicpage.html;

import foghorn.kit.web.Templates;
import foghorn.page.StatusEmbed;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The status embed of a page: a script that other people's sites include, and the frame that it shows there. */
public final class Embeds {
    private static final String SCRIPT = load();

    private final PageSnapshot snapshot;

    public Embeds(PageSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    private static String load() {
        try (var in = Embeds.class.getResourceAsStream("/foghorn/publicpage/embed.js")) {
            if (in == null) {
                throw new IllegalStateException("the script of the embed is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] script() {
        var corner = snapshot.page().embed().position().wire();
        return SCRIPT.replace("{corner}", corner).getBytes(StandardCharsets.UTF_8);
    }

    /** Shows the newest open incident, or else the maintenance that began last, of those that are running. */
    public byte[] frame() {
        var embed = snapshot.page().embed();
        var incidents = snapshot.unresolvedIncidents();
        var maintenances = snapshot.activeMaintenances();
        var view = !incidents.isEmpty()
                ? view(incidents.getFirst(), embed.incident())
                : !maintenances.isEmpty() ? view(maintenances.getFirst(), embed.maintenance()) : quiet();
        return Templates.render("publicpage/embed.jte", view);
    }

    private EmbedView view(IncidentFacts incident, StatusEmbed.Colors colors) {
        var name = snapshot.page().name();
        return new EmbedView(
                name,
                incident.id(),
                incident.name(),
                incident.status().label() + " - " + name,
                "#" + colors.background(),
                "#" + colors.text());
    }

    private EmbedView quiet() {
        return new EmbedView(snapshot.page().name(), "", snapshot.status().description(), "", "#ffffff", "#14181f");
    }
}
