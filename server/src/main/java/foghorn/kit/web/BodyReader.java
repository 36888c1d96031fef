package foghorn.kit.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's body on the event loop, up to a bound; nothing beyond it is kept. */
final class BodyReader {
    private final HttpServerRequest request;
    private final int most;
    private final Buffer read = Buffer.buffer();
    private boolean refused;

    BodyReader(HttpServerRequest request, int most) {
        this.request = request;
        this.most = most;
    }

    /** Calls one of the two, once; neither when the client goes away. */
    void whenRead(Consumer<Buffer> done, Runnable tooLarge) {
        request.handler(chunk -> {
            if (refused) {
                return;
            }
            if (read.length() + chunk.length() > most) {
                refused = true;
                tooLarge.run();
            } else {
                read.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!refused) {
                done.accept(read);
            }
        });
        request.exceptionHandler(e -> refused = true);
    }
}
