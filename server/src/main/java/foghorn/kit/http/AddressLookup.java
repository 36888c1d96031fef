package foghorn.kit.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Finds the addresses of a host name. */
interface AddressLookup extends AutoCloseable {
    /**
     * All addresses of the name, at least one, in the order in which to try them.
     *
     * @throws UnknownHostException if there are none or nobody says so in time
     */
    List<InetAddress> addresses(String name, Duration limit) throws UnknownHostException, InterruptedException;

    @Override
    default void close() {}
}
