package foghorn.kit.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The compiled templates; every value is escaped for the place where it stands. */
public final class Templates {
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "foghorn.templates");

    static {
        ENGINE.setTrimControlStructures(true);
    }

    private Templates() {}

    /** Renders a template such as {@code console/overview.jte} with its one parameter. */
    public static byte[] render(String template, Object model) {
        var output = new Utf8ByteOutput();
        ENGINE.render(template, model, output);
        return bytes(output);
    }

    /** Renders a template with several parameters. */
    public static byte[] render(String template, Map<String, Object> parameters) {
        var output = new Utf8ByteOutput();
        ENGINE.render(template, parameters, output);
        return bytes(output);
    }

    /** A template with its parameter, to stand inside another. */
    public static Content content(String template, Object model) {
        return output -> ENGINE.render(template, model, output);
    }

    private static byte[] bytes(Utf8ByteOutput output) {
        try (var bytes = new ByteArrayOutputStream(output.getContentLength())) {
            output.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
