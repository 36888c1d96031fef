package foghorn.publicpage;

import foghorn.kit.web.PageSite;
import foghorn.kit.web.PageSites;
import foghorn.page.PageLinks;
import foghorn.publicpage.store.Heading;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The addresses of all pages, as they were when the pages were last published. */
final class PageNames implements PageSites {
    private final PageLinks links;
    private final Map<String, PageSite> underPath = new ConcurrentHashMap<>();
    private final Map<String, PageSite> underHost = new ConcurrentHashMap<>();
    private final Map<String, PageSite> domains = new ConcurrentHashMap<>();
    private volatile @Nullable PageSite root;

    PageNames(PageLinks links) {
        this.links = links;
    }

    @Override
    public @Nullable PageSite byHost(String host) {
        var own = domains.get(host);
        if (own != null) {
            return own;
        }
        return links.nameOfHost(host).map(underHost::get).orElse(null);
    }

    @Override
    public @Nullable PageSite byName(String name) {
        return underPath.get(name);
    }

    @Override
    public @Nullable PageSite root() {
        return root;
    }

    /** Takes over what a page is called now; {@code before} is what it was called until then. */
    void replace(@Nullable Heading before, Heading now) {
        if (before != null && sameNames(before, now)) {
            return;
        }
        add(now.page(), now);
        add(now.subdomain(), now);
        now.domain().ifPresent(domain -> domains.put(domain, site(now, "/")));
        if (now.root()) {
            root = site(now, "/");
        }
        if (before != null) {
            forget(before, now);
        }
    }

    void remove(Heading gone) {
        drop(gone.page(), gone);
        drop(gone.subdomain(), gone);
        gone.domain().ifPresent(domain -> domains.computeIfPresent(domain, (name, site) -> others(site, gone)));
        var now = root;
        if (now != null && others(now, gone) == null) {
            root = null;
        }
    }

    private void forget(Heading before, Heading now) {
        if (!before.subdomain().equals(now.subdomain())) {
            drop(before.subdomain(), before);
        }
        before.domain()
                .filter(domain -> !now.domain().filter(domain::equals).isPresent())
                .ifPresent(domain -> domains.computeIfPresent(domain, (name, site) -> others(site, before)));
        var present = root;
        if (before.root() && !now.root() && present != null && others(present, before) == null) {
            root = null;
        }
    }

    private void add(String name, Heading heading) {
        underPath.put(name, site(heading, "/p/" + name + "/"));
        underHost.put(name, site(heading, "/"));
    }

    private void drop(String name, Heading gone) {
        underPath.computeIfPresent(name, (same, site) -> others(site, gone));
        underHost.computeIfPresent(name, (same, site) -> others(site, gone));
    }

    /** The site, unless it is the given page's: a name may have gone to another page in the meantime. */
    private static @Nullable PageSite others(PageSite site, Heading page) {
        return site.page().value().equals(page.page()) ? null : site;
    }

    private static boolean sameNames(Heading a, Heading b) {
        return a.subdomain().equals(b.subdomain()) && a.domain().equals(b.domain()) && a.root() == b.root();
    }

    private static PageSite site(Heading heading, String base) {
        return new PageSite(new OrganizationId(heading.organization()), new PageId(heading.page()), base);
    }
}
