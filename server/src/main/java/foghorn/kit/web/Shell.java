package foghorn.kit.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every console screen shows around its content. Made anew for each request by a {@link Shells}.
 *
 * @param person the id of who looks at it, by which drafts in a browser are told apart
 * @param organization the organization's name
 * @param severalOrganizations whether the person may switch to another one
 * @param page the page this screen is about, if it is about one; on a screen of the organization, the only page that there is
 * @param pages the pages this member may see, for the switcher
 * @param navigation the entries of this page, only those this member may use
 * @param ofOrganization the entries that concern the organization as a whole, likewise
 * @param newIncident the address of the incident composer; empty for who may not open incidents
 * @param formToken what every form must carry in its field {@code form_token}
 * @param environment the mark of this installation, for example {@code staging}
 * @param notice what has just been done, in one sentence
 * @param clock times in the zone of the page
 */
public record Shell(
        String person,
        String organization,
        boolean severalOrganizations,
        Optional<PageLink> page,
        List<PageLink> pages,
        List<Entry> navigation,
        List<Entry> ofOrganization,
        Optional<String> newIncident,
        String formToken,
        Optional<String> environment,
        Optional<String> notice,
        ReadableTime clock) {
    public Shell {
        pages = List.copyOf(pages);
        navigation = List.copyOf(navigation);
        ofOrganization = List.copyOf(ofOrganization);
    }

    /**
     * A page.
     *
     * @param href the address of its overview in the console
     * @param publicUrl where visitors see it, without a slash at the end
     */
    public record PageLink(String name, String href, String publicUrl) {}

    /** One entry of the navigation; the one where the reader is, is current. */
    public record Entry(String label, String href, boolean current) {}

    /** The same with a sentence on what has just been done. */
    public Shell saying(Optional<String> done) {
        return new Shell(
                person,
                organization,
                severalOrganizations,
                page,
                pages,
                navigation,
                ofOrganization,
                newIncident,
                formToken,
                environment,
                done,
                clock);
    }

    /** Whether the navigation has any entry for this member. */
    public boolean hasPlaces() {
        return !navigation.isEmpty() || !ofOrganization.isEmpty();
    }

    /** The label of the entry where the reader is; empty text on a screen that has none. */
    public String here() {
        return Stream.concat(navigation.stream(), ofOrganization.stream())
                .filter(Entry::current)
                .map(Entry::label)
                .findFirst()
                .orElse("");
    }

    /** Where visitors see the page; empty text where no page is chosen. */
    public String publicUrl() {
        return page.map(PageLink::publicUrl).orElse("");
    }

    /** The name of the page, or of the organization where no page is chosen. */
    public String place() {
        return page.map(PageLink::name).orElse(organization);
    }
}
