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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
     * Reads everything; nobody is written to before this has ended well.
     *
     * @param sources each a file, the address of a page, or the address of one document, which ends in {@code .json}
     * @throws Problem.Invalid if a file or an address is none, or what it holds is no JSON
     * @throws Problem.Unavailable if an address does not answer as it should
     */
    List<Document> read(List<String> sources, ImportProgress progress) throws InterruptedException {
        var documents = new ArrayList<Document>();
        int read = 0;
        for (var source : sources) {
            if (source.startsWith("https://") || source.startsWith("http://")) {
                documents.addAll(fetch(source, progress));
            } else {
                documents.add(readFile(source));
            }
            read++;
            progress.at(ImportProgress.SOURCES, read, sources.size());
        }
        return documents;
    }

    private static Document readFile(String source) {
        try {
            var file = Path.of(source);
            if (!Files.isRegularFile(file)) {
                throw new Problem.Invalid(source, "is no file, and no address that begins with https://");
            }
            if (Files.size(file) > GuardedClient.MOST_DOCUMENT) {
                throw new Problem.Invalid(source, "is larger than 16 MB");
            }
            return parse(source, Files.readAllBytes(file));
        } catch (IOException | InvalidPathException e) {
            throw new Problem.Invalid(source, "cannot be read: " + e.getMessage());
        }
    }

    private List<Document> fetch(String source, ImportProgress progress) throws InterruptedException {
        var uri = uri(source);
        if (source.endsWith(".json")) {
            var answer = get(uri);
            if (answer.status() == NOT_FOUND) {
                throw new Problem.Invalid(source, "is not there (404)");
            }
            return List.of(parse(source, whole(source, answer)));
        }
        var base = source.replaceFirst("/+$", "").replaceFirst("/api/v2$", "") + "/api/v2/";
        var documents = new ArrayList<Document>();
        for (var name : OF_A_PAGE) {
            if (progress.isStopped()) {
                return documents;
            }
            var answer = get(uri(base + name));
            if (answer.status() == NOT_FOUND) {
                progress.notTaken(new NotTaken(base + name, "", "", "is not there (404)"));
            } else {
                documents.add(parse(base + name, whole(base + name, answer)));
            }
        }
        if (documents.isEmpty()) {
            throw new Problem.Invalid(source, "has no documents of a status page under /api/v2/");
        }
        return documents;
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

    private static Document parse(String name, byte[] bytes) {
        try {
            return new Document(name, READER.readTree(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Problem.Invalid(
                    name,
                    "is no JSON: "
                            + NotTaken.shown(e.getOriginalMessage())
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
        }
    }
}
