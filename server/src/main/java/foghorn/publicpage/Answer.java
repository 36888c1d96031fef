package foghorn.publicpage;

import foghorn.kit.web.SecurityHeaders;
import foghorn.publicpage.store.Item;
import foghorn.publicpage.store.ItemType;
import foghorn.publicpage.store.Packed;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Everything to say for one encoding of an item: the bytes and the headers, made once. Headers carry the date, so they are made anew once
 * a second for what is asked for; in between they are shared, and their bytes with them.
 */
final class Answer {
    private static final CharSequence KEEP_FOR_EVER =
            HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("public, max-age=0, must-revalidate");
    private static final CharSequence SURROGATE_KEY = HttpHeaders.createOptimized("surrogate-key");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

    // Not the item itself: memory forgets an answer once nothing holds the item any more.
    private final ItemType type;
    private final boolean gzip;
    private final int length;
    private final String etag;
    private final String surrogateKey;
    private final @Nullable Buffer body;
    private final Dated[] headers = new Dated[4];

    private record Dated(HttpDate.Second second, MultiMap headers) {}

    /** @param body the bytes, or null where only headers will be asked for */
    Answer(Item item, Packed packed, String surrogateKey, byte @Nullable [] body) {
        this.type = item.type();
        this.gzip = packed == item.gzip();
        this.etag = packed.etag();
        this.surrogateKey = surrogateKey;
        this.body = body == null ? null : outsideOfTheHeap(body);
        this.length = packed.length();
    }

    /** Where the socket reads it from without a copy in between. The garbage collector frees it together with this. */
    private static Buffer outsideOfTheHeap(byte[] bytes) {
        var memory = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return BufferInternal.buffer(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(memory)));
    }

    String etag() {
        return etag;
    }

    void notModified(HttpServerRequest request, boolean secure, HttpDate.Second now) {
        request.response().setStatusCode(304);
        endWithoutBody(request, headers(false, secure, now));
    }

    /**
     * For answers without a body the server first takes a header out, which would make it copy the shared headers and write them anew; so
     * they are put in after that, unless it has put in one of its own.
     */
    private static void endWithoutBody(HttpServerRequest request, MultiMap shared) {
        var response = request.response();
        response.headersEndHandler(none -> {
            if (response.headers().isEmpty()) {
                response.headers().setAll(shared);
            } else {
                response.headers().addAll(shared);
            }
        });
        response.end();
    }

    /** Sends the bytes, or for HEAD what their headers would be. */
    void send(HttpServerRequest request, boolean secure, HttpDate.Second now) {
        var shared = headers(true, secure, now);
        if (body == null || request.method() == HttpMethod.HEAD) {
            endWithoutBody(request, shared);
        } else {
            request.response().headers().setAll(shared);
            request.response().end(body);
        }
    }

    /** A race between two threads only makes the same headers twice. */
    private MultiMap headers(boolean withBody, boolean secure, HttpDate.Second now) {
        int slot = (withBody ? 2 : 0) + (secure ? 1 : 0);
        var dated = headers[slot];
        if (dated == null || dated.second() != now) {
            dated = new Dated(now, make(withBody, secure, now));
            headers[slot] = dated;
        }
        return dated.headers();
    }

    private MultiMap make(boolean withBody, boolean secure, HttpDate.Second now) {
        var made = HttpHeaders.headers();
        if (withBody) {
            made.set(HttpHeaders.CONTENT_TYPE, type.contentType());
            made.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
            if (gzip) {
                made.set(HttpHeaders.CONTENT_ENCODING, GZIP);
            }
        }
        made.set(HttpHeaders.DATE, now.text());
        made.set(HttpHeaders.ETAG, etag);
        made.set(HttpHeaders.CACHE_CONTROL, type.isImmutable() ? KEEP_FOR_EVER : REVALIDATE);
        made.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        made.set(SURROGATE_KEY, surrogateKey);
        if (type == ItemType.JSON) {
            made.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        SecurityHeaders.addTo(made, secure);
        if (type == ItemType.FRAME) {
            made.set(SecurityHeaders.POLICY, SecurityHeaders.FRAMED_POLICY);
        } else if (type == ItemType.EMBED || type == ItemType.BADGE) {
            made.set("cross-origin-resource-policy", "cross-origin");
        }
        return made.copy(false);
    }
}
