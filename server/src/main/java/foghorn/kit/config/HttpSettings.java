package foghorn.kit.config;

import foghorn.kit.http.Network;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where the server listens and under which addresses the world knows it.
 *
 * @param port 0 takes any free one
 * @param managementPort empty while the management listener is off
 * @param consoleUrl scheme, host and perhaps port; no slash at the end
 * @param pagesDomain lower case
 */
public record HttpSettings(
        String host,
        int port,
        String managementHost,
        OptionalInt managementPort,
        Optional<URI> consoleUrl,
        Optional<String> pagesDomain,
        List<Network> trustedProxies,
        boolean insecureConsole) {
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65535;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.:%_\\[\\]-]{1,253}");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    static HttpSettings read(SettingsReader reader) {
        int port = reader.parsed(Setting.HTTP_PORT, HttpSettings::port, "must be a port from 0 to 65535")
                .orElse(DEFAULT_PORT);
        var host = host(reader, Setting.HTTP_HOST);
        var managementHost = host(reader, Setting.MANAGEMENT_HOST);
        var managementPort = managementPort(reader, port);
        if (managementPort.isPresent() && managementPort.getAsInt() == port && managementHost.equals(host)) {
            reader.wrong(Setting.MANAGEMENT_PORT, "must differ from FOGHORN_HTTP_PORT");
        }
        return new HttpSettings(
                host,
                port,
                managementHost,
                managementPort,
                reader.parsed(
                        Setting.CONSOLE_URL,
                        HttpSettings::consoleUrl,
                        "must be an http or https URL without a path, like https://status.example.com"),
                reader.parsed(
                        Setting.PAGES_DOMAIN, HttpSettings::domain, "must be a host name, like status.example.com"),
                reader.parsed(
                                Setting.TRUSTED_PROXIES,
                                SettingsReader::networks,
                                "must be CIDRs, like 10.0.0.0/8, 192.0.2.7/32")
                        .orElse(List.of()),
                reader.flag(Setting.INSECURE_CONSOLE));
    }

    /** The console's address, without a slash at the end; before one is set, this machine's own. */
    public String consoleAddress(int listeningPort) {
        return consoleUrl.map(URI::toString).orElse("http://localhost:" + listeningPort);
    }

    private static OptionalInt managementPort(SettingsReader reader, int httpPort) {
        var given = reader.parsed(Setting.MANAGEMENT_PORT, HttpSettings::port, "must be a port from 0 to 65535");
        if (given.isPresent()) {
            return given.get() == 0 ? OptionalInt.empty() : OptionalInt.of(given.get());
        }
        return httpPort == 0 || httpPort == MAX_PORT ? OptionalInt.empty() : OptionalInt.of(httpPort + 1);
    }

    private static String host(SettingsReader reader, Setting setting) {
        return reader.parsed(setting, HttpSettings::address, "must be an address or a host name")
                .orElse(LOOPBACK);
    }

    private static String address(String text) {
        return matching(HOST, text);
    }

    private static String domain(String text) {
        return matching(DOMAIN, text.toLowerCase(Locale.ROOT));
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not of its form");
        }
        return text;
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("out of range");
        }
        return port;
    }

    private static URI consoleUrl(String text) {
        var url = URI.create(text.replaceFirst("/$", ""));
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || !url.getRawPath().isEmpty()
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("not a plain address");
        }
        return URI.create(text.replaceFirst("/$", "").toLowerCase(Locale.ROOT));
    }
}
