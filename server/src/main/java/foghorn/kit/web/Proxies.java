package foghorn.kit.web;

import foghorn.kit.web.Exchange.Client;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** The proxies whose forwarding headers count. Of any other client they are ignored, so nobody can pretend to be elsewhere. */
public final class Proxies {
    private final List<Network> trusted;

    /** One network in CIDR form, for example {@code 10.0.0.0/8} or {@code ::1/128}. */
    public record Network(byte[] address, int bits) {
        public static Network parse(String cidr) {
            var parts = cidr.strip().split("/", -1);
            if (parts.length > 2 || !parts[0].matches("[0-9a-fA-F.:]+")) {
                throw new IllegalArgumentException("not a network: " + cidr);
            }
            try {
                var address = InetAddress.getByName(parts[0]).getAddress();
                int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * 8;
                if (bits < 0 || bits > address.length * 8) {
                    throw new IllegalArgumentException("not a network: " + cidr);
                }
                return new Network(address, bits);
            } catch (UnknownHostException | NumberFormatException e) {
                throw new IllegalArgumentException("not a network: " + cidr, e);
            }
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    public Proxies(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** Who the client is: the nearest address that is not one of our proxies. */
    Client clientOf(HttpServerRequest request) {
        var peer =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        var authority = request.authority();
        var host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        if (trusted.isEmpty() || !isTrusted(peer)) {
            return new Client(peer, request.isSSL(), host);
        }
        var address = peer;
        var forwarded = request.getHeader("x-forwarded-for");
        if (forwarded != null) {
            var hops = forwarded.split(",");
            for (int i = hops.length - 1; i >= 0 && isTrusted(address); i--) {
                address = hops[i].strip();
            }
        }
        var forwardedHost = request.getHeader("x-forwarded-host");
        return new Client(
                address,
                "https".equalsIgnoreCase(request.getHeader("x-forwarded-proto")),
                forwardedHost == null
                        ? host
                        : forwardedHost.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    }

    private boolean isTrusted(String address) {
        try {
            // A name is never looked up: only literals reach getByName.
            if (!address.matches("[0-9a-fA-F.:%]+")) {
                return false;
            }
            var bytes = InetAddress.getByName(address).getAddress();
            return trusted.stream().anyMatch(network -> network.contains(bytes));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
