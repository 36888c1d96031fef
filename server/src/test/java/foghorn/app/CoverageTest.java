package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of the contract's operations in {@code docs/api/coverage.md}: made of the route table, our document and the tests' sources. */
class CoverageTest {
    private static final Path TABLE = Path.of("../docs/api/coverage.md");
    private static final Path MADE = Path.of("target/coverage.md");
    private static final Pattern COVERS = Pattern.compile("@Covers\\(\\{?([^)]*?)}?\\)");
    private static final Pattern NAME = Pattern.compile("\"([A-Za-z0-9]+)\"");

    private static final Map<String, String> DOCUMENTED = Contract.load().operationIds();

    private static List<String> contract;
    private static Set<String> unbuilt;

    @BeforeAll
    static void read() throws IOException {
        contract = Files.readAllLines(Path.of("src/test/resources/contract/operations.txt")).stream()
                .map(CoverageTest::asRoute)
                .toList();
        try (var api = new TestApi()) {
            unbuilt = api.unbuiltRoutes().stream().map(Route::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String asRoute(String operation) {
        return operation.replace(" ", " /v1").replace("{", ":").replace("}", "");
    }

    @Test
    void everyOperationOfTheContractIsBuiltOrSaysThatItIsNot() {
        assertThat(contract).hasSize(112).doesNotHaveDuplicates();
        assertThat(Stream.concat(DOCUMENTED.keySet().stream(), unbuilt.stream()))
                .containsAll(contract);
        assertThat(unbuilt).doesNotContainAnyElementsOf(DOCUMENTED.keySet());
        // PUT and PATCH are twins here also where the contract has but one of them.
        assertThat(unbuilt)
                .allMatch(route -> contract.contains(route) || contract.contains(route.replaceFirst("^PATCH", "PUT")));
    }

    @Test
    void theTableSaysWhatIsDone() throws IOException {
        var tests = tests();
        var untested = DOCUMENTED.entrySet().stream()
                .filter(operation -> !tests.containsKey(operation.getValue()))
                .map(Map.Entry::toString)
                .toList();
        assertThat(untested).as("operations without a test of their own").isEmpty();
        assertThat(DOCUMENTED.values()).as("operations that a test names").containsAll(tests.keySet());
        var table = table(tests);
        Files.writeString(MADE, table);
        assertThat(table).as("copy server/%s to docs/api/coverage.md", MADE).isEqualTo(Files.readString(TABLE));
    }

    /** The classes that test an operation, by its id. */
    private static Map<String, Set<String>> tests() throws IOException {
        var tests = new TreeMap<String, Set<String>>();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                COVERS.matcher(Files.readString(file))
                        .results()
                        .flatMap(covers -> NAME.matcher(covers.group(1)).results())
                        .forEach(id -> tests.computeIfAbsent(id.group(1), absent -> new TreeSet<>())
                                .add(name));
            }
        }
        return tests;
    }

    private static String table(Map<String, Set<String>> tests) {
        var table = new StringBuilder("""
                # What of the manage API is done

                This is made by `CoverageTest`: of each operation that is done, the tests that call it and hold its answers to the contract. Beside
                these, every operation goes through the tests of all routes: who may call it (`RouteMatrixTest`), hostile input
                (`HostileInputTest`), its audit entry (`RouteAuditTest`) and its headers (`RouteHeadersTest`). What is not done answers 501, after
                it has asked for a key, the page and the permission (`UnbuiltTest`).

                """);
        long done = contract.stream().filter(DOCUMENTED::containsKey).count();
        table.append("Of the contract's ")
                .append(contract.size())
                .append(" operations ")
                .append(done)
                .append(" are done.\n\n");
        head(table);
        contract.forEach(operation -> row(table, operation, tests));
        table.append("\n## Additions\n\n");
        head(table);
        DOCUMENTED.keySet().stream()
                .filter(operation -> !contract.contains(operation))
                .forEach(operation -> row(table, operation, tests));
        return table.toString();
    }

    private static void head(StringBuilder table) {
        table.append("| operation | done | tests |\n| --- | --- | --- |\n");
    }

    private static void row(StringBuilder table, String operation, Map<String, Set<String>> tests) {
        var names = Optional.ofNullable(DOCUMENTED.get(operation)).map(tests::get);
        table.append("| `")
                .append(operation.replaceFirst(" /v1", " ").replaceAll(":([a-z_]+)", "{$1}"))
                .append("` | ")
                .append(names.isPresent() ? "yes" : "no")
                .append(" | ")
                .append(names.map(all -> String.join(", ", all)).orElse(""))
                .append(" |\n");
    }
}
