package foghorn.tenant;

/**
 * What a request holds that shall be carried out once: whatever it changes is marked with this in the same transaction, and is not changed
 * at all once another attempt has taken over.
 *
 * @param apiKey the program that asked
 * @param keyHash of the name that it gave the request, in hexadecimal digits
 * @param attempt this attempt among those under that name
 */
public record Receipt(String apiKey, String keyHash, String attempt) {}
