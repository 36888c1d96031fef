package foghorn.console;

import foghorn.kit.web.Exchange;
import foghorn.kit.web.ReadableTime;
import foghorn.kit.web.Shell;
import foghorn.kit.web.Shells;
import foghorn.organization.OrganizationService;
import foghorn.page.Page;
import foghorn.page.PageLinks;
import foghorn.page.PageService;
import foghorn.tenant.Actor;
import foghorn.tenant.Permission;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Makes the frame of every screen: the pages a member may see, and of the navigation what he may use. */
final class ConsoleShells implements Shells {
    private final PageService pages;
    private final OrganizationService organizations;
    private final PageLinks links;
    private final List<Place> places;
    private final Optional<String> environment;
    private final InstantSource time;

    ConsoleShells(ConsoleRoom.Needs needs, List<Place> places) {
        this.pages = needs.pages();
        this.organizations = needs.organizations();
        this.links = needs.links();
        this.environment = needs.environment();
        this.time = needs.time();
        this.places = List.copyOf(places);
    }

    @Override
    public Shell of(Exchange http, String entry) {
        var page = http.has("page_id") ? Optional.of(pages.find(http.call(), http.pageId())) : Optional.<Page>empty();
        var all = pages.list(http.call());
        return new Shell(
                organizations.find(http.call()).name(),
                hasSeveralOrganizations(http),
                page.map(this::link),
                all.stream().map(this::link).toList(),
                page.map(chosen -> navigation(http, chosen, entry)).orElse(List.of()),
                page.filter(chosen -> http.call().actor().may(chosen.id(), Permission.MANAGE_INCIDENTS))
                        .map(chosen -> Place.href(chosen.id(), "/incidents/new")),
                http.formToken(),
                environment,
                Optional.empty(),
                new ReadableTime(page.map(Page::timeZone).orElse(ZoneId.of("UTC")), time.instant()));
    }

    private boolean hasSeveralOrganizations(Exchange http) {
        return http.call().actor() instanceof Actor.TeamMember member
                && organizations.memberships(member.account()).size() > 1;
    }

    @Override
    public void require(Exchange http, Permission permission) {
        pages.require(http.call(), http.pageId(), permission);
    }

    private List<Shell.Entry> navigation(Exchange http, Page page, String entry) {
        return places.stream()
                .filter(place -> http.call().actor().may(page.id(), place.needed()))
                .map(place -> new Shell.Entry(
                        place.label(), place.href(page.id()), place.label().equals(entry)))
                .toList();
    }

    private Shell.PageLink link(Page page) {
        return new Shell.PageLink(page.name(), Place.href(page.id(), ""), links.page(page.subdomain(), page.domain()));
    }
}
