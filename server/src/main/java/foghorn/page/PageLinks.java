package foghorn.page;

import java.net.URI;
import java.util.Optional;

/**
 * The addresses of pages in links. They are made from settings alone, never from what a request says its host is.
 * Own domains and subdomain hosts take scheme and port of the console address.
 */
public final class PageLinks {
    private final URI console;
    private final Optional<String> pagesDomain;

    /**
     * @param console the address of the console host, without a path
     * @param pagesDomain the domain under which each subdomain is a host, if there is one
     */
    public PageLinks(URI console, Optional<String> pagesDomain) {
        this.console = console;
        this.pagesDomain = pagesDomain;
    }

    /** The page's address without a slash at the end: its own domain, else its host, else {@code {console}/p/{subdomain}}. */
    public String page(String subdomain, Optional<String> domain) {
        return domain.or(() -> pagesDomain.map(parent -> subdomain + "." + parent))
                .map(this::host)
                .orElseGet(() -> console() + "/p/" + subdomain);
    }

    /** The short address that leads to an incident. */
    public String incident(String incidentId) {
        return console() + "/s/" + incidentId;
    }

    /** The page whose subdomain or id is the first label of this host, if pages have hosts of their own. */
    public Optional<String> nameOfHost(String host) {
        return pagesDomain
                .map(parent -> "." + parent)
                .filter(host::endsWith)
                .map(parent -> host.substring(0, host.length() - parent.length()))
                .filter(name -> !name.isEmpty() && name.indexOf('.') < 0);
    }

    /** The address of the console host, without a slash at the end. */
    public String console() {
        return console.getScheme() + "://" + console.getAuthority();
    }

    private String host(String name) {
        return console.getScheme() + "://" + name + (console.getPort() < 0 ? "" : ":" + console.getPort());
    }
}
