package foghorn.kit.db;

import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of an ordered list is asked for: at most {@code limit} rows after the first {@code offset}; or after the row with the id
 * {@code after}, wherever that is by now.
 */
public record Paging(int limit, long offset, Optional<String> after) {
    public Paging {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
        }
    }

    public Paging(int limit, long offset) {
        this(limit, offset, Optional.empty());
    }

    /** The given page of a list, counted from 1. */
    public static Paging ofPage(int page, int perPage) {
        return new Paging(perPage, (page - 1L) * perPage);
    }

    /** The part of a list that is short enough to be read as a whole. */
    public <T> List<T> of(List<T> whole, Function<T, String> id) {
        long first = after.map(one -> 1 + whole.stream().map(id).toList().indexOf(one))
                .map(Integer::longValue)
                .orElse(offset);
        if (after.isPresent() && first == 0) {
            throw gone();
        }
        return whole.stream().skip(first).limit(limit).toList();
    }

    /** The row after which the list was to go on is not there any more. */
    public static Problem gone() {
        return new Problem.Invalid("cursor", "leads nowhere any more; begin again without it");
    }
}
