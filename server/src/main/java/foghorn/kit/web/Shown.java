package foghorn.kit.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;

/**
 * What is shown of a thing.
 *
 * @param body to be written as JSON
 * @param version the thing's, if it counts its changes
 */
public record Shown(Object body, Optional<Integer> version) {
    static final String JSON = "application/json; charset=utf-8";

    public Shown(Object body) {
        this(body, Optional.empty());
    }

    public Shown(Object body, int version) {
        this(body, Optional.of(version));
    }

    Exchange.Answer answer(int status) {
        return new Exchange.Answer(status, Optional.of(JSON), version.map(Exchange::etagOf), written(body));
    }

    static byte[] written(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("answer cannot be written as JSON", e);
        }
    }
}
