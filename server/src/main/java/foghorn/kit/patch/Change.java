package foghorn.kit.patch;

import java.util.function.UnaryOperator;

/** What a command wants of one field: keep it, or set it. A field that may be empty is a {@code Change<Optional<…>>}. */
public sealed interface Change<T> {
    record Keep<T>() implements Change<T> {}

    record To<T>(T value) implements Change<T> {}

    static <T> Change<T> keep() {
        return new Keep<>();
    }

    static <T> Change<T> to(T value) {
        return new To<>(value);
    }

    /** The field's value after the change. */
    default T on(T present) {
        return switch (this) {
            case Keep<T> ignored -> present;
            case To<T>(var value) -> value;
        };
    }

    /** The same change with its value checked or brought into form; what is kept is not touched. */
    default Change<T> map(UnaryOperator<T> form) {
        return switch (this) {
            case Keep<T> keep -> keep;
            case To<T>(var value) -> new To<>(form.apply(value));
        };
    }

    default boolean isSet() {
        return this instanceof To<T>;
    }
}
