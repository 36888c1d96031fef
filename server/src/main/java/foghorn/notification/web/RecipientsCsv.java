package foghorn.notification.web;

import foghorn.notification.Ledger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The recipients of a notice as a table (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
final class RecipientsCsv {
    private static final String FORMULA = "=+-@\t\r";

    private final OutputStream out;

    RecipientsCsv(OutputStream out) throws IOException {
        this.out = out;
        line(Stream.of(
                "subscriber_id",
                "recipient",
                "channel",
                "state",
                "attempts",
                "created_at",
                "retry_at",
                "done_at",
                "code",
                "answer"));
    }

    void write(List<Ledger.Entry> rows) throws IOException {
        for (var row : rows) {
            line(Stream.of(
                    row.subscriberId(),
                    row.address().orElse(""),
                    row.channel(),
                    row.state().wire(),
                    Integer.toString(row.attempts()),
                    row.createdAt().toString(),
                    row.retryAt().map(Object::toString).orElse(""),
                    row.doneAt().map(Object::toString).orElse(""),
                    row.code().orElse(""),
                    row.error().orElse("")));
        }
    }

    private void line(Stream<String> cells) throws IOException {
        var text = cells.map(RecipientsCsv::cell).collect(Collectors.joining(",")) + "\r\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String cell(String text) {
        var safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
