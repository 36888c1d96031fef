package foghorn.kit.web;

import foghorn.kit.http.Network;
import foghorn.kit.web.Exchange.Client;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** The proxies whose forwarding headers count. Of any other client they are ignored, so nobody can pretend to be elsewhere. */
public final class Proxies {
    private final List<Network> trusted;

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
            var literal = InetAddress.getByName(address);
            return trusted.stream().anyMatch(network -> network.contains(literal));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
