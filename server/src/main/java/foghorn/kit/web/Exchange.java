package foghorn.kit.web;

import foghorn.kit.db.Paging;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, as a handler sees them. Used by one thread. */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final Map<String, String> parameters;
    private final Buffer rawBody;
    private final Client client;
    private final String requestId;
    private final @Nullable PageSite site;
    private @Nullable Call call;
    private @Nullable String formToken;
    private @Nullable Body body;
    private Map<String, List<Path>> files = Map.of();
    private @Nullable Map<String, List<String>> query;
    private @Nullable Consumer<Answer> listener;
    private Function<@Nullable Object, Optional<Answer>> answerTo = made -> Optional.empty();

    /**
     * Where the request came from, after forwarding headers of trusted proxies.
     *
     * @param address the address of the client
     * @param secure whether it came by https
     * @param host the host it asked for, lower case, without port
     */
    public record Client(String address, boolean secure, String host) {}

    /** An answer that can be given again. */
    public record Answer(int status, Optional<String> contentType, Optional<String> etag, byte[] body) {}

    Exchange(
            HttpServerRequest request,
            Routes.Match match,
            Buffer rawBody,
            Client client,
            String requestId,
            @Nullable PageSite site) {
        this.request = request;
        this.parameters = match.parameters();
        this.rawBody = rawBody;
        this.client = client;
        this.requestId = requestId;
        this.site = site;
    }

    public String method() {
        return request.method().name();
    }

    /** The raw path as asked, without the query. */
    public String path() {
        return String.valueOf(request.path());
    }

    /** The path with the query, as asked. */
    public String uri() {
        return String.valueOf(request.uri());
    }

    public Client client() {
        return client;
    }

    public String requestId() {
        return requestId;
    }

    /** Who asks. Only routes that want a session, a key or a page have one. */
    public Call call() {
        if (call == null) {
            throw new IllegalStateException("this route admits anybody: " + path());
        }
        return call;
    }

    /** Goes on as this call, of the same caller. */
    public void callAs(Call by) {
        this.call = by;
    }

    void admitted(@Nullable Call by) {
        this.call = by;
    }

    /** The status of the answer; before there is one, that of a success. */
    int status() {
        return request.response().getStatusCode();
    }

    /** The page whose public route this is. */
    public PageSite site() {
        if (site == null) {
            throw new IllegalStateException("not a route of a page: " + path());
        }
        return site;
    }

    /** The token that every form on the answered page must carry in its field {@code form_token}. */
    public String formToken() {
        if (formToken == null) {
            throw new IllegalStateException("this route has no form token: " + path());
        }
        return formToken;
    }

    public void setFormToken(String token) {
        formToken = token;
    }

    // ---- reading

    /** A path parameter. */
    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no such parameter: " + name);
        }
        return value;
    }

    /** A path parameter as an id; what has not the form of an id cannot exist: {@link Problem.NotFound}. */
    public <T> T id(String name, Function<String, T> type) {
        return type.apply(parameter(name));
    }

    /** Whether the route has this path parameter. */
    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    public PageId pageId() {
        return id("page_id", PageId::new);
    }

    /** A field of the query, its first value; without NUL, as no text of a body has it either. */
    public Optional<String> query(String name) {
        var value = Optional.ofNullable(fields().get(name)).map(List::getFirst);
        if (value.filter(text -> text.indexOf('\0') >= 0).isPresent()) {
            throw new Problem.Invalid(name, "has characters that cannot be stored");
        }
        return value;
    }

    private Map<String, List<String>> fields() {
        if (query == null) {
            try {
                query = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8).parameters();
            } catch (IllegalArgumentException e) {
                throw new Problem.Malformed("The query is not properly encoded.");
            }
        }
        return query;
    }

    /** A flag of the query, {@code true} or {@code false}; empty without it. */
    public Optional<Boolean> queryFlag(String name) {
        return query(name).filter(text -> !text.isEmpty()).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Problem.Invalid(name, "must be true or false");
        });
    }

    /** A whole number from the query, clamped into its range; what is no number is the default. */
    public int number(String name, int byDefault, int least, int most) {
        try {
            long value = query(name).map(Long::parseLong).orElse((long) byDefault);
            return (int) Math.max(least, Math.min(most, value));
        } catch (NumberFormatException e) {
            return byDefault;
        }
    }

    /**
     * The part of a list that {@code page} (from 1) and the named size ask for; both are clamped, never refused. With a {@code cursor} it is
     * the part behind that, and an empty cursor stands at the beginning.
     */
    public Paging paging(String size, int most) {
        int limit = number(size, 100, 1, most);
        return query("cursor")
                .map(cursor -> new Paging(limit, 0, Cursor.read(cursor)))
                .orElseGet(() -> Paging.ofPage(number("page", 1, 1, Integer.MAX_VALUE), limit));
    }

    /** Answers a part of a list, and in the header {@code Link} where it may go on, by a cursor. */
    public <T> void list(List<T> part, Paging paging, Function<T, String> id, Function<T, ?> form) {
        if (part.size() >= paging.limit()) {
            setHeader("link", "<" + Cursor.next(path(), fields(), id.apply(part.getLast())) + ">; rel=\"next\"");
        }
        json(part.stream().map(form).toList());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }

    /** The body as it came. */
    public byte[] bytes() {
        return rawBody.getBytes();
    }

    /** The body, JSON or form; 415 for anything else, 400 if it cannot be read. */
    public Body body() {
        if (body == null) {
            body = Body.read(header("content-type").orElse(""), rawBody);
        }
        return body;
    }

    /** A file that the form brought along, on the disk. It is removed after the answer, unless whoever wants it longer moves it away. */
    public Optional<Path> file(String name) {
        return files(name).stream().findFirst();
    }

    /** All that the form brought along under this name. */
    public List<Path> files(String name) {
        return files.getOrDefault(name, List.of());
    }

    void formRead(Body form, Map<String, List<Path>> itsFiles) {
        body = form;
        files = itsFiles;
    }

    /** The versions on which a change may be based, as {@code If-Match} names them; any without the header or with {@code *}. */
    public ExpectedVersion expectedVersion() {
        return header("if-match")
                .filter(value -> !value.strip().equals("*"))
                .<ExpectedVersion>map(value -> new ExpectedVersion.IfMatch(versions(value)))
                .orElseGet(ExpectedVersion::any);
    }

    /** What is no tag of ours names no version, and so none that is there. */
    private static Set<Integer> versions(String tags) {
        return Arrays.stream(tags.split(",", -1)).flatMap(Exchange::version).collect(Collectors.toSet());
    }

    private static Stream<Integer> version(String tag) {
        try {
            return Stream.of(Integer.valueOf(tag.strip().replace("W/", "").replace("\"", "")));
        } catch (NumberFormatException e) {
            return Stream.empty();
        }
    }

    // ---- writing

    public Exchange setHeader(String name, String value) {
        request.response().putHeader(name, value);
        return this;
    }

    public Exchange setCookie(Cookie cookie) {
        request.response().addCookie(cookie);
        return this;
    }

    /** Names the version of the resource that is answered. */
    public Exchange etag(int version) {
        return setHeader("etag", etagOf(version));
    }

    static String etagOf(int version) {
        return "\"" + version + "\"";
    }

    public void json(Object value) {
        json(200, value);
    }

    public void json(int status, Object value) {
        send(status, Shown.JSON, Shown.written(value));
    }

    /**
     * Answers what a verb makes. It is known how before the verb begins: where the request may come again, the answer is kept in the
     * transaction of the verb, which has no other and returns this very thing from it.
     */
    public <T> void made(int status, Class<T> type, Function<T, Shown> form, Supplier<T> verb) {
        answerTo = made -> Optional.ofNullable(made)
                .filter(type::isInstance)
                .map(type::cast)
                .map(form)
                .map(shown -> shown.answer(status));
        give(form.apply(verb.get()).answer(status));
    }

    /** What will be answered to a verb that makes this; empty where it is not known yet. */
    public Optional<Answer> answerTo(@Nullable Object made) {
        return answerTo.apply(made);
    }

    /** Answers a console page from a template with one parameter. */
    public void html(int status, String template, Object model) {
        send(status, "text/html; charset=utf-8", Templates.render(template, model));
    }

    public void noContent() {
        send(204, null, new byte[0]);
    }

    /** 303: the answer to a post is found there, by GET. */
    public void seeOther(String location) {
        setHeader("location", location).send(303, null, new byte[0]);
    }

    /** Writes an answer piece by piece. */
    public interface Pieces {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Answers 200 with as much as there is, as fast as the client reads it: memory holds one piece. Before anything is written, say what
     * has to be refused; afterwards an error can only break the answer off.
     *
     * @param fileName under which a browser keeps it
     */
    public void download(String contentType, String fileName, Pieces pieces) {
        HttpServerResponse response = request.response();
        response.putHeader("content-type", contentType)
                .putHeader("content-disposition", "attachment; filename=\"" + fileName + "\"")
                .putHeader("cache-control", "no-store");
        if (method().equals("HEAD")) {
            response.end();
            return;
        }
        response.setChunked(true);
        try (var out = new ResponseStream(response)) {
            pieces.writeTo(out);
        } catch (IOException gone) {
            // The client went away, or is too slow: it sees that the end is missing.
            response.reset();
            return;
        } catch (RuntimeException e) {
            if (!response.headWritten()) {
                response.setChunked(false).headers().remove("content-disposition");
                throw e;
            }
            if (!(e instanceof Problem)) {
                LOG.error("the answer to request {} broke off", requestId, e);
            }
            response.reset();
            return;
        }
        response.end();
    }

    /** Tells what is about to be answered, be the client still there or not. */
    public void onAnswer(Consumer<Answer> hears) {
        listener = hears;
    }

    /** Answers as once before; a header of this name says so. */
    public void answer(Answer before, String header) {
        setHeader(header, "true").give(before);
    }

    private void give(Answer answer) {
        answer.etag().ifPresent(etag -> setHeader("etag", etag));
        send(answer.status(), answer.contentType().orElse(null), answer.body());
    }

    /** Sends bytes; nothing of console and API may be kept by a cache. */
    public void send(int status, @Nullable String contentType, byte[] bytes) {
        HttpServerResponse response = request.response();
        tell(response, status, contentType, bytes);
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status);
        if (contentType != null) {
            response.putHeader("content-type", contentType);
        }
        if (!response.headers().contains("cache-control")) {
            response.putHeader("cache-control", "no-store");
        }
        if (method().equals("HEAD")) {
            response.putHeader("content-length", Integer.toString(bytes.length));
            response.end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private void tell(HttpServerResponse response, int status, @Nullable String contentType, byte[] bytes) {
        var hears = listener;
        listener = null;
        if (hears != null) {
            var etag = Optional.ofNullable(response.headers().get("etag"));
            hears.accept(new Answer(status, Optional.ofNullable(contentType), etag, bytes));
        }
    }
}
