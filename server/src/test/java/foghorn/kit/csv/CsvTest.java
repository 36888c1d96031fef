package foghorn.kit.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static List<CsvFile.Row> rows(String text) {
        var file = new CsvFile(new StringReader(text));
        var rows = new ArrayList<CsvFile.Row>();
        for (var row = file.next(); row.isPresent(); row = file.next()) {
            rows.add(row.get());
        }
        return rows;
    }

    private static String written(String... cells) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var table = new CsvTable(out, List.of("a", "b"))) {
            table.row(cells);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "a,b",
                "say \"hi\"",
                "two\r\nlines",
                "=1+1",
                "+49",
                "-1",
                "@sum",
                "'quoted'",
                "'=1",
                "''=1",
                "''",
                "é"
            })
    void whatIsWrittenIsReadAgain(String cell) throws IOException {
        var row = rows(written(cell, "end")).getFirst();
        assertThat(row.cell("a").orElse("")).isEqualTo(cell);
        assertThat(row.cell("b")).contains("end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\tx", "\rx", "\nx"})
    void noCellIsAFormula(String cell) throws IOException {
        assertThat(written(cell, "x").lines().skip(1).findFirst().orElse("")).matches("\"?'.*");
    }

    @Test
    void columnsAreFoundInAnyOrderAndCaseAndRowsByTheirLine() {
        var rows = rows("\ufeff Email ,TYPE\r\n\"a@b\nc\", email \n\nshort\n1,2,3\n");
        assertThat(rows).extracting(CsvFile.Row::line).containsExactly(2L, 5L, 6L);
        assertThat(rows.getFirst().cell("email")).contains("a@b\nc");
        assertThat(rows.getFirst().cell("type")).contains("email");
        assertThat(rows.get(1).cell("type")).isEmpty();
        assertThat(rows).extracting(CsvFile.Row::overflows).containsExactly(false, false, true);
    }

    @Test
    void whatIsNoTableIsRefusedByItsLine() {
        assertInvalid(() -> rows(""), "is empty");
        assertInvalid(() -> rows("email,Email\n"), "two columns with the name email");
        assertInvalid(() -> rows("email\nok\n\"" + "x".repeat(70_000)), "after line 2");
        var latin = new ByteArrayInputStream("email\nok\nm\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertInvalid(
                () -> new CsvFile(new InputStreamReader(latin, StandardCharsets.UTF_8.newDecoder())).next(),
                "is not UTF-8");
    }

    private static void assertInvalid(Runnable work, String message) {
        assertThatThrownBy(work::run).isInstanceOf(Problem.Invalid.class).hasMessageContaining(message);
    }
}
