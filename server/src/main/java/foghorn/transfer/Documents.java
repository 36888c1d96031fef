package foghorn.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import foghorn.kit.config.Product;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.OutgoingAnswer;
import foghorn.kit.http.OutgoingRequest;
import foghorn.kit.web.Json;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads documents from files and, through the guarded client, from addresses. Each may have 16 MB and a million names and values. */
final class Documents {
    /** Unresolved incidents and maintenances to come stand in the summary; the documents of their own add nothing. */
    private static final List<String> OF_A_PAGE =
            List.of("summary.json", "components.json", "incidents.json", "scheduled-maintenances.json");

    /** What a document becomes in memory grows with its tokens, and may be a hundred times its size. */
    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .maxTokenCount(1_000_000)
                            .build())
                    .build());

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, String> HEADERS =
            Map.of("accept", "application/json", "user-agent", "Foghorn/" + Product.VERSION);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final GuardedClient client;

    Documents(GuardedClient client) {
        this.client = client;
    }

    /**
     * Reads everything, one document after another; nobody is written to before this has ended well.
     *
     * @param reader takes each document, of which nothing is kept here
     * @throws Problem.Invalid if a file or an address is none, or what it holds is no JSON
     * @throws Problem.Unavailable if an address does not answer as it should
     */
    void read(List<Source> sources, ImportProgress progress, Consumer<Document> reader) throws InterruptedException {
        int read = 0;
        for (var source : sources) {
            switch (source) {
                case Source.Address address -> fetch(address.name(), progress, reader);
                case Source.LocalFile file -> reader.accept(readFile(file.name()));
                case Source.Given given -> reader.accept(readFile(given.name(), given.file()));
            }
            read++;
            progress.at(ImportProgress.SOURCES, read, sources.size());
        }
    }

    private static Document readFile(String source) {
        try {
            var file = Path.of(source);
            if (!Files.isRegularFile(file)) {
                throw new Problem.Invalid(source, "is no file, and no address that begins with https://");
            }
            return readFile(source, file);
        } catch (InvalidPathException e) {
            throw new Problem.Invalid(source, "cannot be read: " + e.getMessage());
        }
    }

    private static Document readFile(String source, Path file) {
        try {
            if (Files.size(file) > GuardedClient.MOST_DOCUMENT) {
                throw new Problem.Invalid(source, "is larger than 16 MB");
            }
            return parse(source, Files.readAllBytes(file), true);
        } catch (IOException e) {
            throw new Problem.Invalid(source, "cannot be read: " + e.getMessage());
        }
    }

    private void fetch(String source, ImportProgress progress, Consumer<Document> reader) throws InterruptedException {
        var uri = uri(source);
        if (source.endsWith(".json")) {
            var answer = get(uri);
            if (answer.status() == NOT_FOUND) {
                throw new Problem.Invalid(source, "is not there (404)");
            }
            reader.accept(parse(source, whole(source, answer), false));
            return;
        }
        var base = source.replaceFirst("/+$", "").replaceFirst("/api/v2$", "") + "/api/v2/";
        boolean isPage = false;
        for (var name : OF_A_PAGE) {
            if (progress.isStopped()) {
                return;
            }
            var answer = get(uri(base + name));
            if (answer.status() == NOT_FOUND) {
                progress.notTaken(new NotTaken(base + name, "", "", "is not there (404)"));
            } else {
                reader.accept(parse(base + name, whole(base + name, answer), false));
                isPage = true;
            }
        }
        if (!isPage) {
            throw new Problem.Invalid(source, "has no documents of a status page under /api/v2/");
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Problem.Invalid(text, "is no address: " + e.getReason());
        }
    }

    private OutgoingAnswer.Answered get(URI uri) throws InterruptedException {
        return switch (client.send(OutgoingRequest.document(uri, HEADERS, LIMIT))) {
            case OutgoingAnswer.Answered answered -> answered;
            case OutgoingAnswer.Refused refused ->
                throw new Problem.Invalid(uri.toString(), "may not be called: " + refused.reason());
            case OutgoingAnswer.Failed failed -> throw unavailable(uri.toString(), failed.reason());
        };
    }

    private static byte[] whole(String name, OutgoingAnswer.Answered answer) {
        if (answer.status() != OK) {
            throw unavailable(
                    name,
                    "it answered " + answer.status()
                            + (answer.status() / 100 == 3
                                    ? ", which leads elsewhere: give the address it leads to"
                                    : ""));
        }
        if (!answer.whole()) {
            throw unavailable(name, "its answer broke off, or is larger than 16 MB");
        }
        return answer.body();
    }

    private static Problem.Unavailable unavailable(String name, String reason) {
        var message = name + " cannot be read: " + reason;
        return new Problem.Unavailable(message, new IOException(reason));
    }

    /** @param isOurs whether whoever asks may be told what stands in it although it is no JSON */
    private static Document parse(String name, byte[] bytes, boolean isOurs) {
        try {
            return new Document(name, READER.readTree(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Problem.Invalid(
                    name,
                    "is no JSON"
                            + (isOurs ? ": " + NotTaken.shown(e.getOriginalMessage()) : "")
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
        }
    }
}
