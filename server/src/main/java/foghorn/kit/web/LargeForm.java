package foghorn.kit.web;

import foghorn.kit.id.Ids;
import foghorn.tenant.Problem;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form with files (RFC 7578) that is written to the disk while it comes: memory holds its fields and a piece. What a file was called is
 * not kept. Its files are removed when it is closed, unless somebody took them away.
 */
final class LargeForm implements AutoCloseable {
    private static final int MOST_FIELDS = 50;
    private static final int MOST_OF_A_FIELD = 16 * 1024;
    /** Bytes that may wait for the end of the line in which they stand. */
    private static final int MOST_UNDECIDED = 512 * 1024;

    private static final int TIDIED_AT = 64 * 1024;

    private final Brought.LargeFiles rules;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<String, List<Path>> files = new LinkedHashMap<>();

    LargeForm(Brought.LargeFiles rules) {
        this.rules = rules;
    }

    /**
     * Reads it; false for one that is too large, of which the fields before its files are kept. Throws {@link Problem.Malformed}, and
     * {@link IOException} if no more comes.
     */
    boolean read(String contentType, BodyPieces body) throws IOException {
        var head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(head)) {
            throw new Problem.Malformed("The form does not say what stands between its fields.");
        }
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            make();
            decoder = new HttpPostMultipartRequestDecoder(
                    factory(), head, StandardCharsets.UTF_8, MOST_FIELDS, MOST_UNDECIDED);
            decoder.setDiscardThreshold(TIDIED_AT);
            boolean isWhole = feed(decoder, body);
            take(decoder, isWhole);
            return isWhole;
        } catch (DecoderException e) {
            if (e.getCause() instanceof IOException disk) {
                throw notKept(disk);
            }
            throw new Problem.Malformed("The form is not properly encoded.");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private void make() {
        try {
            rules.uploads().make();
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    private static Problem notKept(IOException e) {
        return new Problem.Unavailable("The file cannot be kept here now; its disk may be full.", e);
    }

    private DefaultHttpDataFactory factory() {
        var factory = new DefaultHttpDataFactory(MOST_OF_A_FIELD, StandardCharsets.UTF_8);
        factory.setBaseDir(rules.uploads().folder().toString());
        factory.setDeleteOnExit(false);
        return factory;
    }

    private boolean feed(HttpPostMultipartRequestDecoder decoder, BodyPieces body) throws IOException {
        long read = 0;
        for (var piece = body.next(); piece.isPresent(); piece = body.next()) {
            read += piece.get().length();
            if (read > rules.most()) {
                return false;
            }
            decoder.offer(
                    new DefaultHttpContent(Unpooled.wrappedBuffer(piece.get().getBytes())));
        }
        decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
        return true;
    }

    private void take(HttpPostMultipartRequestDecoder decoder, boolean isWhole) throws IOException {
        for (var part : isWhole ? decoder.getBodyHttpDatas() : read(decoder)) {
            if (part instanceof FileUpload file) {
                if (isWhole) {
                    keep(file);
                }
            } else if (part instanceof Attribute field) {
                if (field.length() > MOST_OF_A_FIELD) {
                    throw new Problem.Malformed("A field of the form is too long.");
                }
                fields.computeIfAbsent(field.getName(), name -> new ArrayList<>())
                        .add(Body.text(field.get()));
            }
        }
    }

    /** What of an unfinished form came to its end. */
    private static List<InterfaceHttpData> read(HttpPostMultipartRequestDecoder decoder) {
        var parts = new ArrayList<InterfaceHttpData>();
        while (decoder.hasNext()) {
            parts.add(decoder.next());
        }
        return parts;
    }

    /** A browser also sends a field in which no file was chosen. */
    private void keep(FileUpload file) {
        if (file.length() == 0) {
            return;
        }
        var path = rules.uploads().folder().resolve(Ids.next());
        // A list in a form has brackets behind its name.
        var name = file.getName().replaceFirst("\\[]$", "");
        files.computeIfAbsent(name, absent -> new ArrayList<>()).add(path);
        try {
            if (!file.renameTo(path.toFile())) {
                throw new IOException("it cannot be renamed");
            }
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    Body body() {
        return Body.of(fields);
    }

    Map<String, List<Path>> files() {
        return Map.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        for (var list : files.values()) {
            for (var file : list) {
                Files.deleteIfExists(file);
            }
        }
    }
}
