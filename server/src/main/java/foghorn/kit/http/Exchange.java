package foghorn.kit.http;

import foghorn.kit.http.OutgoingAnswer.Answered;
import foghorn.kit.http.OutgoingAnswer.BrokeOff;
import foghorn.kit.http.OutgoingAnswer.Failed;
import foghorn.kit.http.OutgoingAnswer.NotConnected;
import foghorn.kit.http.OutgoingAnswer.TimedOut;
import foghorn.kit.http.OutgoingAnswer.TlsFailed;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer over one connection. A virtual thread waits in {@link #run}; everything else happens on the event loop.
 * The status is the answer: once it is there, a body that breaks off or does not end in time takes nothing from it.
 */
final class Exchange {
    /** Bytes of a body that are read at least, and mostly thrown away, so that the connection can be kept; beyond them it is closed. */
    private static final int MOST_READ = 64 * 1024;
    /** Answers before the answer (1xx). */
    private static final int MOST_INTERIM = 8;

    private final HttpClient client;
    private final RequestOptions options;
    private final byte[] body;
    private final int mostKept;
    private final Set<HttpConnection> fresh;
    private final CompletableFuture<OutgoingAnswer> end = new CompletableFuture<>();
    private final Buffer start = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean kept;
    private boolean deadConnection;
    private int read;
    private int interim;

    Exchange(HttpClient client, RequestOptions options, OutgoingRequest what, Set<HttpConnection> fresh) {
        this.client = client;
        this.options = options;
        this.body = what.body();
        this.mostKept = what.mostBody();
        this.fresh = fresh;
    }

    OutgoingAnswer run(Context loop, Duration limit) throws InterruptedException {
        loop.runOnContext(ignored -> client.request(options).onComplete(this::begin, this::notConnected));
        try {
            try {
                return end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                loop.runOnContext(ignored -> giveUp());
                return end.get();
            } catch (InterruptedException e) {
                loop.runOnContext(ignored -> giveUp());
                throw e;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a kept connection proved to be closed before a byte of the answer came. */
    boolean metDeadConnection() {
        return deadConnection;
    }

    private void begin(HttpClientRequest obtained) {
        request = obtained;
        kept = !fresh.remove(obtained.connection());
        obtained.exceptionHandler(this::broke);
        if (end.isDone()) {
            obtained.reset();
            return;
        }
        obtained.continueHandler(ignored -> interim());
        obtained.earlyHintsHandler(ignored -> interim());
        var answer = body.length == 0 ? obtained.send() : obtained.send(Buffer.buffer(body));
        answer.onComplete(this::answered, this::broke);
    }

    private void answered(HttpClientResponse answer) {
        response = answer;
        answer.exceptionHandler(this::broke);
        answer.handler(this::read);
        answer.endHandler(ignored -> end.complete(answer(answer, read <= mostKept)));
    }

    private void read(Buffer chunk) {
        int room = Math.min(mostKept - start.length(), chunk.length());
        start.appendBuffer(chunk, 0, room);
        read += chunk.length();
        if (read > Math.max(MOST_READ, mostKept)) {
            giveUp();
        }
    }

    private void interim() {
        interim++;
        if (interim > MOST_INTERIM) {
            end.complete(new BrokeOff("the answer could not be read"));
            giveUp();
        }
    }

    private void giveUp() {
        end.complete(response == null ? new TimedOut("no answer in time") : answer(response, false));
        if (request != null) {
            request.reset();
        }
    }

    private void broke(Throwable cause) {
        if (response != null) {
            end.complete(answer(response, false));
            return;
        }
        boolean closed = cause instanceof HttpClosedException || cause instanceof IOException;
        deadConnection = kept && closed && !end.isDone();
        end.complete(
                new BrokeOff(closed ? "the connection was closed before an answer" : "the answer could not be read"));
    }

    private Answered answer(HttpClientResponse answer, boolean whole) {
        return new Answered(
                answer.statusCode(), Optional.ofNullable(answer.getHeader("retry-after")), start.getBytes(), whole);
    }

    private void notConnected(Throwable cause) {
        end.complete(failure(cause));
    }

    private static Failed failure(Throwable cause) {
        boolean tls = false;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return new TlsFailed("the certificate is not trusted or not valid for the name");
            }
            tls |= each instanceof SSLException;
        }
        if (tls) {
            return new TlsFailed("TLS could not be agreed on");
        }
        return cause instanceof TimeoutException
                ? new TimedOut("no connection was free in time")
                : new NotConnected("no connection could be made");
    }
}
