package foghorn.kit.web;

import foghorn.kit.db.Paging;
import foghorn.tenant.IdForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a list goes on: behind the row whose id it holds. Programs take it as it is given. */
final class Cursor {
    private static final String FORM = "1.";

    private Cursor() {}

    /** The id; empty for the beginning. */
    static Optional<String> read(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        var id = decoded(cursor);
        if (!id.startsWith(FORM) || !IdForm.matches(id.substring(FORM.length()))) {
            throw Paging.gone();
        }
        return Optional.of(id.substring(FORM.length()));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The address of the part behind this row, with the fields of the query as they are but for the place. */
    static String next(String path, Map<String, List<String>> query, String id) {
        var cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((FORM + id).getBytes(StandardCharsets.ISO_8859_1));
        var fields = query.entrySet().stream()
                .filter(field ->
                        !field.getKey().equals("page") && !field.getKey().equals("cursor"))
                .map(field ->
                        encoded(field.getKey()) + "=" + encoded(field.getValue().getFirst()));
        return path + "?" + Stream.concat(fields, Stream.of("cursor=" + cursor)).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
