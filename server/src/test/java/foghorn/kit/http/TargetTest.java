package foghorn.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://Hook.Example.com/a/b?c=d#e, true, hook.example.com, 443, /a/b?c=d, hook.example.com",
        "https://hook.example.com, true, hook.example.com, 443, /, hook.example.com",
        "https://hook.example.com./x, true, hook.example.com, 443, /x, hook.example.com",
        "https://hook.example.com:8443?q=%2F, true, hook.example.com, 8443, /?q=%2F, hook.example.com:8443",
        "HTTP://localhost:80/, false, localhost, 80, /, localhost",
        "http://127.0.0.1:9000/x, false, 127.0.0.1, 9000, /x, 127.0.0.1:9000",
        "https://[::1]/x, true, 0:0:0:0:0:0:0:1, 443, /x, [0:0:0:0:0:0:0:1]",
        "https://bücher.example/ü, true, xn--bcher-kva.example, 443, /%C3%BC, xn--bcher-kva.example"
    })
    void oneHostHasOneForm(String url, boolean tls, String host, int port, String path, String authority) {
        var target = Target.of(URI.create(url));

        assertThat(target).isEqualTo(new Target(tls, host, port, path));
        assertThat(target.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1./",
        "http://[::ffff:7f00:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://127。0。0。1/",
        "http://１２７.0.0.1/"
    })
    void whatIsAnAddressInDisguiseIsThatAddress(String url) {
        assertThat(Target.of(URI.create(url)).literal())
                .hasValueSatisfying(
                        address -> assertThat(address.getHostAddress()).isEqualTo("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://017700000001/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://1.2.3.4.5/",
                "http://example.0x1/",
                "http://example.1/",
                "http://[fe80::1%25eth0]/",
                "http://[127.0.0.1]/",
                "http://%31%32%37.0.0.1/",
                "http://example.com@127.0.0.1/",
                "http://127.0.0.1:80@example.com/",
                "https://user:password@example.com/",
                "https://my_host.example/",
                "https://-example.com/",
                "https://example..com/",
                "https://./",
                "https:///path",
                "https:example.com",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:25/",
                "//example.com/",
                "example.com"
            })
    void whatLeavesRoomForInterpretationIsRefused(String url) {
        assertThatThrownBy(() -> Target.of(URI.create(url))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameLongerThanNamesMayBeIsRefused() {
        var longName = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(63);

        assertThatThrownBy(() -> Target.of(URI.create("https://" + longName + "/")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
