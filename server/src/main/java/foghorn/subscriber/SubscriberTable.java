package foghorn.subscriber;

import foghorn.kit.csv.CsvFile;
import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the columns of a table of subscribers mean. */
final class SubscriberTable {
    static final String TYPE = "type";
    static final String EMAIL = "email";
    static final String ENDPOINT = "endpoint";
    static final String COMPONENTS = "component_ids";
    static final String INCIDENTS = "incident_ids";
    static final String STATE = "state";

    /** As they are written. Of those that nobody but us writes, incidents and state keep a row out of an import. */
    static final List<String> COLUMNS = List.of(
            TYPE,
            EMAIL,
            "phone_number",
            "phone_country",
            ENDPOINT,
            COMPONENTS,
            INCIDENTS,
            STATE,
            "created_at",
            "confirmed_at");

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,;|]+");

    private SubscriberTable() {}

    static void requireColumns(CsvFile file) {
        if (!file.has(EMAIL) && !file.has(ENDPOINT)) {
            throw new Problem.Invalid(
                    CsvFile.FIELD,
                    "must name its columns in the first line, with commas between: type,email,component_ids");
        }
    }

    /** Reads a row; what is wrong with it is {@link Problem.Invalid} by its column. */
    static ImportedSubscriber read(CsvFile.Row row) {
        if (row.overflows()) {
            throw new Problem.Invalid("row", "has more cells than there are columns");
        }
        row.cell(STATE)
                .filter(state -> !state.equals(SubscriberState.ACTIVE.wire()))
                .ifPresent(state -> {
                    throw new Problem.Invalid(STATE, "is not active, and only active subscribers are taken over");
                });
        if (row.cell(INCIDENTS).isPresent()) {
            throw new Problem.Invalid(INCIDENTS, "are followed, and incidents cannot be taken over");
        }
        var components = row.cell(COMPONENTS).stream()
                .flatMap(SEPARATOR::splitAsStream)
                .filter(id -> !id.isEmpty())
                .toList();
        var mailbox = EmailAddress.of(EMAIL, row.cell(EMAIL).orElse(""));
        return switch (type(row)) {
            case Audience.EMAIL -> new ImportedSubscriber.ByEmail(mailbox, components);
            case Audience.WEBHOOK ->
                new ImportedSubscriber.ByWebhook(
                        WebhookService.endpoint(row.cell(ENDPOINT).orElse("")), mailbox, components);
            default -> throw new Problem.Invalid(TYPE, "must be email or webhook; others cannot be taken over");
        };
    }

    private static String type(CsvFile.Row row) {
        return row.cell(TYPE)
                .map(type -> type.toLowerCase(Locale.ROOT))
                .orElseGet(() -> row.cell(ENDPOINT).isPresent() ? Audience.WEBHOOK : Audience.EMAIL);
    }

    /** The cells of one subscriber, in the order of the columns. */
    static String[] cells(ExportedSubscriber one) {
        boolean isWebhook = one.channel().equals(Audience.WEBHOOK);
        return Stream.of(
                        one.channel(),
                        isWebhook ? one.contact().orElse("") : one.address(),
                        "",
                        "",
                        isWebhook ? one.address() : "",
                        String.join(" ", one.components()),
                        String.join(" ", one.incidents()),
                        one.state().wire(),
                        one.createdAt().toString(),
                        one.confirmedAt().map(Object::toString).orElse(""))
                .toArray(String[]::new);
    }
}
