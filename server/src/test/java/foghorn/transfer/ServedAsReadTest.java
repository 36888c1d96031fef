package foghorn.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents that are imported are served again as they were read. Made-up ones stand here; where {@code SAMPLES_DIR} names a folder with
 * captured ones ({@code v2-*.json}), those are tried too.
 */
class ServedAsReadTest {
    private static final Removal REMOVAL = new Removal();

    @AfterAll
    static void close() {
        REMOVAL.close();
    }

    static Stream<List<Path>> sources() throws IOException {
        var made = Stream.of(
                        List.of("summary.json"),
                        List.of("components.json"),
                        List.of("incidents-alone.json"),
                        List.of("older-summary.json"),
                        List.of("scheduled-maintenances.json", "incidents.json", "summary.json"))
                .map(names -> names.stream().map(Removal.MADE_UP::resolve).toList());
        return Stream.concat(made, captured().stream().map(List::of));
    }

    private static List<Path> captured() throws IOException {
        var folder = Optional.ofNullable(System.getenv("SAMPLES_DIR")).filter(name -> !name.isEmpty());
        if (folder.isEmpty()) {
            return List.of();
        }
        try (var files = Files.list(Path.of(folder.get()))) {
            var found = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("v2-(summary|components|incidents|scheduled-maintenances)\\..*json"))
                    .sorted()
                    .toList();
            assertThat(found).as("samples in SAMPLES_DIR").isNotEmpty();
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void whatWasReadIsServed(List<Path> files) {
        var page = REMOVAL.newPage();

        var report = REMOVAL.run(page, files.stream().map(Path::toString).toArray(String[]::new));

        assertThat(report.stopped()).isFalse();
        var served = REMOVAL.served(page);
        var same = new SameDocument();
        for (var file : files) {
            var read = Removal.read(file);
            var name = read.has("status")
                    ? "summary.json"
                    : read.has("incidents")
                            ? "incidents.json"
                            : read.has("components") ? "components.json" : "scheduled-maintenances.json";
            same.check("", read, Optional.ofNullable(served.get(name)).orElseThrow());
        }
        assertThat(REMOVAL.lines).isEmpty();
    }
}
