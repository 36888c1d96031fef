package foghorn.kit.web;

import foghorn.tenant.Problem;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a form that brings a file along (RFC 7578), in memory alone. A file is its text; what it was called is not kept. */
final class MultipartForm {
    private static final int MOST_FIELDS = 50;

    private MultipartForm() {}

    static Map<String, List<String>> read(String contentType, Buffer bytes) {
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes.getBytes()));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(request)) {
            throw new Problem.Malformed("The form does not say what stands between its fields.");
        }
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false),
                    request,
                    StandardCharsets.UTF_8,
                    MOST_FIELDS,
                    bytes.length() + 1);
            var fields = new LinkedHashMap<String, List<String>>();
            for (var part : decoder.getBodyHttpDatas()) {
                if (part instanceof HttpData data) {
                    fields.computeIfAbsent(data.getName(), name -> new ArrayList<>())
                            .add(Body.text(data.get()));
                }
            }
            return fields;
        } catch (DecoderException | IOException e) {
            throw new Problem.Malformed("The form is not properly encoded.");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }
}
