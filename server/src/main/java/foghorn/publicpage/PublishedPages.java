package foghorn.publicpage;

import foghorn.kit.web.PageSite;
import foghorn.kit.web.Published;
import foghorn.kit.web.SecurityHeaders;
import foghorn.page.PageLinks;
import foghorn.publicpage.html.HtmlPages;
import foghorn.publicpage.snapshot.Paths;
import foghorn.publicpage.store.Item;
import foghorn.publicpage.store.ItemType;
import foghorn.publicpage.store.Packed;
import foghorn.publicpage.store.Publication;
import foghorn.publicpage.store.PublishedMemory;
import foghorn.publicpage.store.PublishedStore;
import foghorn.tenant.IdForm;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves published bytes on the event loop: a look-up, a comparison of tags, and bytes that were made before. What is not in memory is read
 * from disk on a virtual thread. No database, no template.
 */
public final class PublishedPages implements Published {
    /** The name under which files shared by all pages are published. */
    static final String SHARED = "shared";

    private static final int ATTEMPTS = 3;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    private final PublishedStore store;
    private final PublishedMemory<Answer> memory;
    private final PageLinks links;
    private final HttpDate date;
    private final Consumer<String> damaged;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param damaged is told of a page whose bytes could not be read, so that they are made again */
    PublishedPages(
            PublishedStore store,
            PublishedMemory<Answer> memory,
            PageLinks links,
            HttpDate date,
            Consumer<String> damaged) {
        this.store = store;
        this.memory = memory;
        this.links = links;
        this.date = date;
        this.damaged = damaged;
    }

    @Override
    public boolean serve(HttpServerRequest request, boolean secure, PageSite site, String path) {
        var name = path.startsWith("assets/") ? SHARED : site.page().value();
        var publication = store.find(name);
        if (publication == null || !publication.heading().shown()) {
            return false;
        }
        if (path.equals(Paths.HOME) && leadsToOwn(request, secure, site)) {
            return true;
        }
        if (path.equals(Paths.UPTIME) && leads(request, secure, site, publication)) {
            return true;
        }
        var asked = withPage(request, path);
        var item = publication.item(asked);
        if (item == null) {
            return false;
        }
        if (reads(request)) {
            answer(request, secure, publication, asked, item);
        } else if (request.method() == HttpMethod.OPTIONS && item.type() == ItemType.JSON) {
            preflight(request, secure);
        } else {
            refuse(request, secure, item);
        }
        return true;
    }

    /**
     * The form in which links of the original unsubscribe, {@code ?unsubscribe={id}}. An id is no secret, so it leads to where a subscriber
     * asks for a link by mail, whoever it is, and to the same place if it is nobody.
     */
    private static boolean leadsToOwn(HttpServerRequest request, boolean secure, PageSite site) {
        if (!reads(request) || parameter(request, "unsubscribe=") == null) {
            return false;
        }
        seeOther(request, secure, site.base() + "subscriptions");
        return true;
    }

    /** The form that chooses a component leads to the page of its days. */
    private static boolean leads(HttpServerRequest request, boolean secure, PageSite site, Publication publication) {
        var chosen = parameter(request, "component=");
        if (!reads(request)
                || chosen == null
                || !IdForm.matches(chosen)
                || publication.item(Paths.uptime(chosen)) == null) {
            return false;
        }
        seeOther(request, secure, site.base() + Paths.uptime(chosen));
        return true;
    }

    private static boolean reads(HttpServerRequest request) {
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    }

    private static void seeOther(HttpServerRequest request, boolean secure, String location) {
        response(request, 303, secure)
                .putHeader(HttpHeaders.LOCATION, location)
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .end();
    }

    /** What has pages is asked for with the page's number in the query. */
    private static String withPage(HttpServerRequest request, String path) {
        boolean hasPages = path.equals(Paths.HISTORY) || path.equals(Paths.HISTORY_JSON);
        var number = hasPages ? parameter(request, "page=") : null;
        if (number == null) {
            return path;
        }
        return Paths.page(path, NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 0);
    }

    /** The first parameter of the query whose name and sign of equality these are; null without one. Nothing is decoded. */
    private static @Nullable String parameter(HttpServerRequest request, String start) {
        var query = request.query();
        if (query == null) {
            return null;
        }
        for (var parameter : query.split("&", -1)) {
            if (parameter.startsWith(start)) {
                return parameter.substring(start.length());
            }
        }
        return null;
    }

    private void answer(HttpServerRequest request, boolean secure, Publication publication, String path, Item item) {
        boolean gzip = Preferences.takesGzip(request.headers()) && !hasPlainOnly(request, item);
        var packed = item.encoded(gzip);
        var answer = memory.find(packed);
        if (answer != null) {
            answer(request, secure, answer);
            return;
        }
        var headersOnly = new Answer(item, packed, surrogateKey(publication), null);
        if (request.method() == HttpMethod.HEAD || Preferences.has(request.headers(), headersOnly.etag())) {
            answer(request, secure, headersOnly);
        } else {
            readAndAnswer(request, secure, publication.heading().page(), path, gzip);
        }
    }

    /** Whether the client has the item in plain form, which does as well for one that would now get it compressed. */
    private static boolean hasPlainOnly(HttpServerRequest request, Item item) {
        return request.headers().contains(HttpHeaders.IF_NONE_MATCH)
                && !Preferences.has(request.headers(), item.encoded(true).etag())
                && Preferences.has(request.headers(), item.identity().etag());
    }

    private void answer(HttpServerRequest request, boolean secure, Answer answer) {
        if (Preferences.has(request.headers(), answer.etag())) {
            answer.notModified(request, secure, date.now());
        } else {
            answer.send(request, secure, date.now());
        }
    }

    private void readAndAnswer(HttpServerRequest request, boolean secure, String page, String path, boolean gzip) {
        var context = Objects.requireNonNull(Vertx.currentContext(), "published pages are served on an event loop");
        threads.execute(() -> {
            var answer = read(page, path, gzip);
            context.runOnContext(none -> {
                if (request.response().closed()) {
                    return;
                }
                if (answer != null) {
                    answer(request, secure, answer);
                } else {
                    unavailable(request, secure);
                }
            });
        });
    }

    /** Looks the item up again, for its bytes may have moved since. */
    private @Nullable Answer read(String page, String path, boolean gzip) {
        for (int i = 0; i < ATTEMPTS; i++) {
            var publication = store.find(page);
            var item = publication == null ? null : publication.item(path);
            if (publication == null || item == null) {
                return null;
            }
            var answer = load(publication, item, item.encoded(gzip));
            if (answer != null) {
                return answer;
            }
        }
        damaged.accept(page);
        return null;
    }

    boolean isLoaded(Packed packed) {
        return memory.find(packed) != null;
    }

    /** Reads an answer into memory; null if its bytes are gone or damaged. */
    @Nullable
    Answer load(Publication publication, Item item, Packed packed) {
        return memory.get(
                packed,
                wanted -> store.read(publication, wanted)
                        .map(bytes -> new Answer(item, packed, surrogateKey(publication), bytes))
                        .orElse(null));
    }

    private static String surrogateKey(Publication publication) {
        return "page-" + publication.heading().page();
    }

    /** An answer that is none of the published bytes, and that nobody keeps. */
    private static HttpServerResponse response(HttpServerRequest request, int status, boolean secure) {
        var response = request.response().setStatusCode(status);
        SecurityHeaders.addTo(response.headers(), secure);
        return response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static void preflight(HttpServerRequest request, boolean secure) {
        response(request, 204, secure)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, If-None-Match")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400")
                .end();
    }

    private static void refuse(HttpServerRequest request, boolean secure, Item item) {
        response(request, 405, secure)
                .putHeader(HttpHeaders.ALLOW, item.type() == ItemType.JSON ? "GET, HEAD, OPTIONS" : "GET, HEAD")
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .end();
    }

    private static void unavailable(HttpServerRequest request, boolean secure) {
        response(request, 503, secure)
                .putHeader(HttpHeaders.RETRY_AFTER, "1")
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .end();
    }

    @Override
    public boolean serveShortLink(HttpServerRequest request, boolean secure, String code) {
        if (!IdForm.matches(code)) {
            return false;
        }
        var path = Paths.incident(code);
        for (var publication : store.all()) {
            var heading = publication.heading();
            if (heading.shown() && publication.item(path) != null) {
                response(request, 302, secure)
                        .putHeader(HttpHeaders.LOCATION, links.page(heading.subdomain(), heading.domain()) + "/" + path)
                        .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                        .end();
                return true;
            }
        }
        return false;
    }

    @Override
    public String errorPage(PageSite site, int status, String message) {
        var publication = store.find(site.page().value());
        var name = publication != null && publication.heading().shown()
                ? publication.heading().name()
                : "Status page";
        var title = status == 404 ? "Nothing is here" : status == 503 ? "Not available right now" : "That did not work";
        return new String(HtmlPages.error(name, site.base(), title, message), StandardCharsets.UTF_8);
    }
}
