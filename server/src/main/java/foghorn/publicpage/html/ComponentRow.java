package foghorn.publicpage.html;

import org.jspecify.annotations.Nullable;

/** A component or a group, as one line. */
public record ComponentRow(String name, @Nullable String description, Mark status) {}
