package foghorn.kit.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks the machine's name servers, after its hosts file. A name is taken as it is written: no search domain is appended. The JDK's own
 * look-up would hold a carrier thread for as long as a name server pleases; this one holds none and keeps the caller's limit.
 */
final class DnsLookup implements AddressLookup {
    private static final int LONGEST_KEPT_SECONDS = 60;
    private static final int FAILURE_KEPT_SECONDS = 5;
    private static final int QUERY_MILLIS = 2000;
    private static final int MOST_QUERIES = 8;
    private static final int FAREWELL_SECONDS = 2;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("dns", true), NioIoHandler.newFactory());
    private final DnsNameResolver resolver;

    DnsLookup() {
        this(DnsServerAddressStreamProviders.platformDefault());
    }

    /** Asks this name server only. */
    DnsLookup(InetSocketAddress server) {
        this(new SingletonDnsServerAddressStreamProvider(server));
    }

    private DnsLookup(DnsServerAddressStreamProvider servers) {
        this.resolver = new DnsNameResolverBuilder(loop.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                // A port of its own for every query, so that answers are hard to forge.
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .nameServerProvider(servers)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .searchDomains(List.of())
                .ndots(1)
                .queryTimeoutMillis(QUERY_MILLIS)
                .maxQueriesPerResolve(MOST_QUERIES)
                .ttl(0, LONGEST_KEPT_SECONDS)
                .negativeTtl(FAILURE_KEPT_SECONDS)
                .build();
    }

    @Override
    public List<InetAddress> addresses(String name, Duration limit) throws UnknownHostException, InterruptedException {
        var lookup = resolver.resolveAll(name);
        if (!lookup.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            lookup.cancel(true);
            throw new UnknownHostException("no answer in time");
        }
        if (!lookup.isSuccess() || lookup.getNow().isEmpty()) {
            throw new UnknownHostException("no such name");
        }
        var addresses = new ArrayList<InetAddress>();
        for (var address : lookup.getNow()) {
            // Without the name that came with it: from here on the address alone counts.
            addresses.add(InetAddress.getByAddress(address.getAddress()));
        }
        return addresses;
    }

    @Override
    public void close() {
        resolver.close();
        loop.shutdownGracefully(0, FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
