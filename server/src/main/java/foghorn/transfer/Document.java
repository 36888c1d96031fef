package foghorn.transfer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A document of a status page, read and not yet understood.
 *
 * @param name the file or the address it came from
 */
record Document(String name, JsonNode content) {}
