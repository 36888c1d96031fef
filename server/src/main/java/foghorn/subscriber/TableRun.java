package foghorn.subscriber;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.web.Json;
import java.util.List;
import java.util.Optional;

/**
 * How an import of a table that somebody sent stands.
 *
 * @param id names it where somebody decides
 * @param confirmed whether the team vouches that all have confirmed
 * @param percent of the table that is read
 * @param rows that are read; once it asks, and after its end, the other counts are of what would become of them, or did
 * @param firstProblems the first rows that are left out
 * @param unreadable why the table cannot be read, a continuation of the word "File"
 * @param error why it failed otherwise, for people
 */
public record TableRun(
        String id,
        Phase phase,
        boolean confirmed,
        int percent,
        long rows,
        long added,
        long leftAlone,
        long refused,
        boolean stopped,
        List<Line> firstProblems,
        Optional<String> unreadable,
        Optional<String> error) {
    public enum Phase {
        /** It finds out what would become of the rows. */
        LOOKING,
        /** It has found out, and waits to be told whether to go on. */
        ASKING,
        IMPORTING,
        /** It has looked, and nothing is to be imported any more. */
        LEFT,
        DONE
    }

    /** What is wrong with one column of a row. */
    public record Line(long line, String column, String message) {}

    public TableRun {
        firstProblems = List.copyOf(firstProblems);
    }

    @JsonIgnore
    public boolean isUnderWay() {
        return phase == Phase.LOOKING || phase == Phase.IMPORTING;
    }

    String text() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static TableRun read(String text) {
        try {
            return Json.MAPPER.readValue(text, TableRun.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, asked to stop. */
    TableRun stopping() {
        return new TableRun(
                id, phase, confirmed, percent, rows, added, leftAlone, refused, true, firstProblems, unreadable, error);
    }

    /** The same, of which nothing more is heard. */
    TableRun lost() {
        var why = "The server that did it was stopped or is away. Who was added stays added; send the file again.";
        return new TableRun(
                id,
                phase == Phase.IMPORTING ? Phase.DONE : Phase.LEFT,
                confirmed,
                percent,
                rows,
                added,
                leftAlone,
                refused,
                true,
                firstProblems,
                unreadable,
                Optional.of(why));
    }
}
