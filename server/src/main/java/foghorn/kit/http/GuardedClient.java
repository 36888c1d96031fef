package foghorn.kit.http;

import foghorn.kit.http.OutgoingAnswer.NotConnected;
import foghorn.kit.http.OutgoingAnswer.NotResolved;
import foghorn.kit.http.OutgoingAnswer.Refused;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calls servers whose addresses other people chose. A name is looked up once, every address it has must be one that may be called, and
 * the connection goes to the very address that was checked. On the public internet only https is spoken, on ports 443 and 8443, with
 * certificates verified for the name; inside the operator's own list ({@code FOGHORN_OUTGOING_ALLOW}) plain http and any port are
 * allowed too. Redirects are not followed, proxies of the environment are not used, answers are not decompressed, and whatever the
 * other side sends, no more than a few kilobytes of it are ever held, unless the request asks for a document.
 *
 * <p>Connections are kept for a few seconds, at most {@link #MOST_CONNECTIONS} to one address under one name. A request that finds a
 * kept one dead is sent once more over another, so what is sent must bear arriving twice.
 */
public final class GuardedClient implements AutoCloseable {
    /** Connections to one address under one name at a time. */
    public static final int MOST_CONNECTIONS = 64;

    /** Bytes of an answer's body that are kept where the status is the answer. */
    public static final int MOST_BODY = 2048;

    /** Bytes of an answer's body that are kept at most where a document is asked for. */
    public static final int MOST_DOCUMENT = 16 * 1024 * 1024;

    private static final Set<Integer> PUBLIC_PORTS = Set.of(443, 8443);
    private static final Duration LOOKUP = Duration.ofSeconds(5);
    private static final int MOST_ADDRESSES = 4;

    private final AddressRules rules;
    private final AddressLookup lookup;
    private final Connections connections;

    /** @param allow networks that may be called although they are not public, also over plain http and on any port */
    public GuardedClient(Vertx vertx, List<Network> allow) {
        this(new AddressRules(allow), new DnsLookup(), new Connections(vertx, null));
    }

    GuardedClient(AddressRules rules, AddressLookup lookup, Connections connections) {
        this.rules = rules;
        this.lookup = lookup;
        this.connections = connections;
    }

    /** Makes one request and waits for its end, on a virtual thread and outside any transaction. */
    public OutgoingAnswer send(OutgoingRequest request) throws InterruptedException {
        long deadline = System.nanoTime() + request.limit().toNanos();
        Target target;
        try {
            target = Target.of(request.uri());
        } catch (IllegalArgumentException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
        try {
            var addresses = addresses(target, request.limit());
            for (var address : addresses) {
                var objection = objection(target, address);
                if (objection.isPresent()) {
                    return new Refused(objection.get());
                }
            }
            return firstThatConnects(target, addresses, request, deadline);
        } catch (UnknownHostException e) {
            return new NotResolved("no address was found for the name");
        }
    }

    @Override
    public void close() {
        connections.close();
        lookup.close();
    }

    private List<InetAddress> addresses(Target target, Duration limit)
            throws UnknownHostException, InterruptedException {
        var literal = target.literal();
        return literal.isPresent()
                ? List.of(literal.get())
                : lookup.addresses(target.host(), limit.compareTo(LOOKUP) < 0 ? limit : LOOKUP);
    }

    private Optional<String> objection(Target target, InetAddress address) {
        return switch (rules.of(address)) {
            case ALLOWED -> Optional.empty();
            case REFUSED ->
                Optional.of("the address is neither on the public internet nor inside FOGHORN_OUTGOING_ALLOW");
            case PUBLIC -> {
                if (!target.tls()) {
                    yield Optional.of("only https is spoken outside FOGHORN_OUTGOING_ALLOW");
                }
                yield PUBLIC_PORTS.contains(target.port())
                        ? Optional.empty()
                        : Optional.of("only ports 443 and 8443 are called outside FOGHORN_OUTGOING_ALLOW");
            }
        };
    }

    private OutgoingAnswer firstThatConnects(
            Target target, List<InetAddress> addresses, OutgoingRequest request, long deadline)
            throws InterruptedException {
        OutgoingAnswer answer = new NotConnected("no connection could be made");
        for (var address : addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES))) {
            answer = connections.exchange(new Connections.Call(target, address, request, deadline));
            if (!(answer instanceof NotConnected)) {
                return answer;
            }
        }
        return answer;
    }
}
