package foghorn.kit.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes to a client in pieces and waits until each has left, so that a slow reader costs one piece of memory. */
final class ResponseStream extends OutputStream {
    private static final int PIECE = 16 * 1024;
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final HttpServerResponse response;
    private final byte[] piece = new byte[PIECE];
    private int length;

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        if (length == PIECE) {
            flush();
        }
        piece[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            if (length == PIECE) {
                flush();
            }
            int part = Math.min(count - done, PIECE - length);
            System.arraycopy(bytes, from + done, piece, length, part);
            length += part;
            done += part;
        }
    }

    @Override
    public void flush() throws IOException {
        if (length == 0) {
            return;
        }
        if (response.closed()) {
            throw new IOException("the client has left");
        }
        var written = response.write(Buffer.buffer().appendBytes(piece, 0, length));
        length = 0;
        try {
            written.toCompletionStage().toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the client does not read", e);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
