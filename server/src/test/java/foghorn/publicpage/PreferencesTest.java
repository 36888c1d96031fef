package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br | true",
                "br | false",
                "* | true",
                "gzip;q=0 | false",
                "gzip;q=0, * | false",
                "br;q=1.0, GZIP;q=0.8, *;q=0.1 | true",
                "identity, *;q=0 | false",
                "gzip;q=0.2, identity;q=0.9 | false",
                "gzip;q=broken | false",
                "x-gzip;q=0.5 | true",
            })
    void gzipIsSentToWhoTakesIt(String accepted, boolean takes) {
        assertThat(Preferences.takesGzip(MultiMap.caseInsensitiveMultiMap().add("accept-encoding", accepted)))
                .isEqualTo(takes);
    }

    @Test
    void whoSaysNothingGetsNoEncoding() {
        assertThat(Preferences.takesGzip(MultiMap.caseInsensitiveMultiMap())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"abc\" | true",
                "W/\"abc\" | true",
                "\"x\", W/\"abc\" , \"y\" | true",
                "* | true",
                "\"ab\" | false",
                "abc | false",
                "\"x, abc\" | false",
                "\"abc | false",
                "W/\"x\",\"abcd\" | false",
            })
    void aKnownTagIsFoundInTheList(String known, boolean has) {
        assertThat(Preferences.has(MultiMap.caseInsensitiveMultiMap().add("if-none-match", known), "\"abc\""))
                .isEqualTo(has);
    }

    @Test
    void aListMayBeSpreadOverSeveralHeaders() {
        var headers =
                MultiMap.caseInsensitiveMultiMap().add("if-none-match", "\"x\"").add("if-none-match", "\"abc\"");
        assertThat(Preferences.has(headers, "\"abc\"")).isTrue();
    }
}
