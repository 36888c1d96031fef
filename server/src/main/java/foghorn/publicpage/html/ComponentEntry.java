package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component on its own, or a group with its children.
 *
 * @param open whether the group shows its children at first: when one of them is not operational
 * @param count how many are not operational, for example {@code 2 of 8}; null when all are
 */
public record ComponentEntry(
        ComponentRow row,
        boolean isGroup,
        boolean open,
        @Nullable String count,
        List<ComponentRow> children) {}
