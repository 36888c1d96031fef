package foghorn.notification.channel;

import java.util.List;
import java.util.Map;

/**
 * One message as its receiver read it.
 *
 * @param to where it arrived: an address, or the path of an endpoint
 * @param headers by their names in lower case, without those that the receiver adds
 * @param title what a list of messages would show
 * @param words everything in it that is written for a reader
 * @param raw the bytes that came, headers included where they are part of the message
 */
public record Received(
        String to, String key, Map<String, List<String>> headers, String title, String words, byte[] raw) {}
