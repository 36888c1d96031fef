package foghorn.component;

import foghorn.tenant.Problem;
import java.util.Optional;

/** What names and descriptions of components and groups may be. */
final class ComponentRules {
    /** Leaf components on a page; contract/behaviours.md, section 1. */
    static final int MAX_COMPONENTS = 1_100;

    private static final int MAX_NAME = 255;

    private static final int MAX_DESCRIPTION = 10_000;

    private ComponentRules() {}

    static String name(String field, String name) {
        var stripped = name.strip();
        if (stripped.isEmpty()) {
            throw new Problem.Invalid(field, "must be given");
        }
        if (stripped.length() > MAX_NAME || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.Invalid(field, "must have at most " + MAX_NAME + " characters on one line");
        }
        return stripped;
    }

    /** A name as another status page wrote it, also with blanks around it where there is room. */
    static String importedName(String field, String name) {
        var stripped = name(field, name);
        return name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl) ? name : stripped;
    }

    /** An empty description is the same as none. */
    static Optional<String> description(String field, Optional<String> description) {
        var text = description.filter(given -> !given.isBlank());
        if (text.filter(given -> given.length() > MAX_DESCRIPTION).isPresent()) {
            throw new Problem.Invalid(field, "must have at most " + MAX_DESCRIPTION + " characters");
        }
        return text;
    }
}
