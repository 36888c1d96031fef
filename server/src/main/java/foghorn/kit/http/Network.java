package foghorn.kit.http;

import java.net.InetAddress;

/**
 * One network in CIDR form, for example {@code 10.0.0.0/8} or {@code ::1/128}.
 *
 * @param address 4 or 16 bytes, of which the first {@code bits} bits count
 */
public record Network(byte[] address, int bits) {
    /** @throws IllegalArgumentException for anything that is not a literal address, alone or with a number of bits */
    public static Network parse(String cidr) {
        var parts = cidr.strip().split("/", -1);
        var literal = IpLiteral.parse(parts[0])
                .filter(address -> parts.length <= 2)
                .orElseThrow(() -> new IllegalArgumentException("not a network: " + cidr));
        byte[] address = literal.getAddress();
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * 8;
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("not a network: " + cidr);
        }
        return new Network(address, bits);
    }

    public boolean contains(InetAddress other) {
        return contains(other.getAddress());
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (other[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((other[whole] ^ address[whole]) & 0xFF) >> (8 - rest) == 0;
    }
}
