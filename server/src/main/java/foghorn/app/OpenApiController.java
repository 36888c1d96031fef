package foghorn.app;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Json;
import foghorn.kit.web.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * {@code /v1/openapi.json}: what the manage API promises, as the OpenAPI document that the tests hold it to; and the same for people at
 * {@code /console/docs/api}.
 */
public final class OpenApiController {
    static final String REFERENCE = "/console/docs/api";

    private static final String DOCUMENT = "/foghorn/openapi.json";

    private final byte[] document;

    public OpenApiController() {
        try (var stream = OpenApiController.class.getResourceAsStream(DOCUMENT)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks " + DOCUMENT);
            }
            document = stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void addTo(Routes routes) {
        routes.get(Access.OPEN, "/v1/openapi", this::send);
        routes.get(Access.OPEN, REFERENCE, this::show);
    }

    private void send(Exchange http) {
        http.send(200, "application/json; charset=utf-8", document);
    }

    private void show(Exchange http) {
        try {
            http.html(200, "app/reference.jte", ApiReference.of(Json.MAPPER.readTree(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
