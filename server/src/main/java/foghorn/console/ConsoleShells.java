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
    private final List<Place> ofOrganization;
    private final Optional<String> environment;
    private final InstantSource time;

    /**
     * @param places the navigation of every page
     * @param ofOrganization what concerns the organization as a whole
     */
    ConsoleShells(ConsoleRoom.Needs needs, List<Place> places, List<Place> ofOrganization) {
        this.pages = needs.pages();
        this.organizations = needs.organization().organizations();
        this.links = needs.links();
        this.environment = needs.environment();
        this.time = needs.time();
        this.places = List.copyOf(places);
        this.ofOrganization = List.copyOf(ofOrganization);
    }

    @Override
    public Shell of(Exchange http, String entry) {
        var all = pages.list(http.call());
        var page = http.has("page_id")
                ? Optional.of(pages.find(http.call(), http.pageId()))
                : all.stream().filter(only -> all.size() == 1).findFirst();
        return new Shell(
                http.call().actor().auditId(),
                organizations.find(http.call()).name(),
                hasSeveralOrganizations(http),
                page.map(this::link),
                all.stream().map(this::link).toList(),
                page.map(chosen -> navigation(http, chosen, entry)).orElse(List.of()),
                ofOrganization(http, entry),
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
        if (http.has("page_id")) {
            pages.require(http.call(), http.pageId(), permission);
        } else {
            http.call().actor().require(permission);
        }
    }

    private List<Shell.Entry> navigation(Exchange http, Page page, String entry) {
        return places.stream()
                .filter(place -> http.call().actor().may(page.id(), place.needed()))
                .map(place -> new Shell.Entry(
                        place.label(), place.href(page.id()), place.label().equals(entry)))
                .toList();
    }

    private List<Shell.Entry> ofOrganization(Exchange http, String entry) {
        return ofOrganization.stream()
                .filter(place -> http.call().actor().may(place.needed()))
                .map(place -> new Shell.Entry(
                        place.label(), place.href(), place.label().equals(entry)))
                .toList();
    }

    private Shell.PageLink link(Page page) {
        return new Shell.PageLink(page.name(), Place.href(page.id(), ""), links.page(page.subdomain(), page.domain()));
    }
}
