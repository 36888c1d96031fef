package foghorn.tenant;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request holds that shall be carried out once: whatever it changes is marked with this in the same transaction, and is not changed
 * at all once another attempt has taken over.
 *
 * @param apiKey the program that asked
 * @param keyHash of the name that it gave the request, in hexadecimal digits
 * @param attempt this attempt among those under that name
 * @param answer to what a transaction returns, as it is kept; empty where it is not known yet what will be answered
 */
public record Receipt(
        String apiKey, String keyHash, String attempt, Function<@Nullable Object, Optional<byte[]>> answer) {}
