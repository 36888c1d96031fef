package foghorn.kit.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A name server (RFC 1035) over UDP. It answers a name with the next of its lists of addresses, the last one for ever, each good for no
 * time at all; an entry that is no address is an alias, whose own addresses come with it. Silent names get no answer.
 */
final class NameServer implements Closeable {
    static final String SILENCE = "(silence)";
    /** 127.0.0.1 as an IPv6 address that carries it. */
    static final String MAPPED = "(mapped)";

    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int MOST = 1500;

    private final DatagramSocket socket;
    private final Map<String, List<List<String>>> names = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    private record Entry(String owner, int type, byte[] data) {}

    NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.53"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::answer);
    }

    @SafeVarargs
    final void put(String name, List<String>... answers) {
        names.put(name, new ArrayList<>(List.of(answers)));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** How often the IPv4 addresses of a name were asked for. */
    long questions(String name) {
        return questions.stream().filter(name::equals).count();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void answer() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[MOST], MOST);
                socket.receive(packet);
                answer(packet);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        byte[] query = packet.getData();
        var name = new StringBuilder();
        int at = 12;
        while (query[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
            at += query[at] + 1;
        }
        int type = query[at + 2];
        int end = at + 5;
        if (type == A) {
            questions.add(name.toString());
        }
        var entries = entries(name.toString(), type);
        if (entries == null) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(query, 0, 2);
        out.writeShort(names.containsKey(name.toString()) ? 0x8180 : 0x8183);
        out.writeShort(1);
        out.writeShort(entries.size());
        out.writeInt(0);
        out.write(query, 12, end - 12);
        for (var entry : entries) {
            out.write(encoded(entry.owner()));
            out.writeShort(entry.type());
            out.writeShort(1);
            out.writeInt(0);
            out.writeShort(entry.data().length);
            out.write(entry.data());
        }
        socket.send(new DatagramPacket(bytes.toByteArray(), bytes.size(), packet.getSocketAddress()));
    }

    private @Nullable List<Entry> entries(String name, int type) {
        var answers = names.getOrDefault(name, List.of(List.of()));
        var now = type == A && answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        var entries = new ArrayList<Entry>();
        for (var text : now) {
            if (text.equals(SILENCE)) {
                return null;
            }
            if (text.equals(MAPPED)) {
                if (type == AAAA) {
                    entries.add(new Entry(name, type, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1}));
                }
                continue;
            }
            var address = IpLiteral.parse(text).map(InetAddress::getAddress);
            if (address.isEmpty()) {
                entries.add(new Entry(name, CNAME, encoded(text)));
                var further = entries(text, type);
                entries.addAll(further == null ? List.of() : further);
            } else if (address.get().length == (type == AAAA ? 16 : 4)) {
                entries.add(new Entry(name, type, address.get()));
            }
        }
        return entries;
    }

    private static byte[] encoded(String name) {
        var bytes = new ByteArrayOutputStream();
        for (var label : name.split("\\.")) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }
}
