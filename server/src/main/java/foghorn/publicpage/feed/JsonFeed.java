package foghorn.publicpage.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.web.Json;
import java.util.List;

/**
 * A feed as JSON Feed 1.1 (jsonfeed.org). Times are RFC 3339.
 *
 * @param feedUrl where this document is
 */
record JsonFeed(
        String version,
        String title,
        String homePageUrl,
        String feedUrl,
        String description,
        String language,
        List<Author> authors,
        List<Item> items) {
    static final String VERSION = "https://jsonfeed.org/version/1.1";

    /** Whose feed it is. */
    record Author(String name, String url) {}

    /** @param id the same for ever, and the same as in Atom */
    record Item(
            String id,
            String url,
            String title,
            @JsonProperty("content_html") String html,
            String datePublished,
            String dateModified) {}

    byte[] bytes() {
        try {
            return Json.MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("feed cannot be written", e);
        }
    }
}
