package foghorn.transfer;

import foghorn.page.ImportResult;

/**
 * Something that was not taken over as it stands in a document.
 *
 * @param document the file or the address
 * @param item what of it, for example {@code incident 3r8yzk1d6wfb}; empty if it is the document itself
 * @param field the field as the document calls it; empty if it is the item as a whole
 * @param reason for people, a continuation of the field's name
 */
public record NotTaken(String document, String item, String field, String reason) {
    private static final int MAX_SHOWN = 300;

    /** What a document says of itself is cut and shown without what would move a terminal. */
    public NotTaken {
        item = shown(item);
        field = shown(field);
        reason = shown(reason);
    }

    static NotTaken of(String document, String kind, ImportResult.NotTaken what) {
        return new NotTaken(document, kind + " " + what.sourceId(), what.field(), what.reason());
    }

    static String shown(String text) {
        var cut = text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "…";
        return cut.replaceAll("\\p{C}", "\ufffd");
    }

    /** One line for people. */
    @Override
    public String toString() {
        var text = new StringBuilder(document).append(": ");
        if (!item.isEmpty()) {
            text.append(item).append(field.isEmpty() ? " " : ": ");
        }
        return text.append(field.isEmpty() ? "" : field + " ").append(reason).toString();
    }
}
