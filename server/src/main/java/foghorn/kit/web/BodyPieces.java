package foghorn.kit.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body that a thread reads piece by piece and may take its time for: nothing is read from the client ahead of it. Made on the event
 * loop, read elsewhere.
 */
final class BodyPieces {
    private static final int LONGEST_WAIT_SECONDS = 90;

    private sealed interface Piece {
        record Bytes(Buffer bytes) implements Piece {}

        record End() implements Piece {}

        record Broken() implements Piece {}
    }

    private final HttpServerRequest request;
    private final Context context = Objects.requireNonNull(Vertx.currentContext(), "made on the event loop");
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private boolean ended;

    BodyPieces(HttpServerRequest request) {
        this.request = request;
        request.pause();
        request.handler(bytes -> pieces.add(new Piece.Bytes(bytes)));
        request.endHandler(end -> pieces.add(new Piece.End()));
        request.exceptionHandler(e -> pieces.add(new Piece.Broken()));
    }

    /** The next piece; empty at the end. Throws if the client went away or sends nothing more. */
    Optional<Buffer> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        context.runOnContext(now -> request.fetch(1));
        try {
            return switch (pieces.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                case Piece.Bytes(var bytes) -> Optional.of(bytes);
                case Piece.End() -> {
                    ended = true;
                    yield Optional.empty();
                }
                case Piece.Broken() -> throw new IOException("the client went away");
                case null -> throw new IOException("the client sends nothing more");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Lets the rest go by unread, so that a client which sends everything before it reads the answer comes to see it; beyond so many bytes
     * the connection is closed.
     */
    void leave(long most) {
        if (ended) {
            return;
        }
        context.runOnContext(now -> {
            if (request.isEnded()) {
                return;
            }
            var passed = new long[1];
            request.handler(bytes -> {
                passed[0] += bytes.length();
                if (passed[0] > most) {
                    request.connection().close();
                }
            });
            request.endHandler(end -> {});
            request.exceptionHandler(e -> {});
            request.resume();
        });
    }
}
