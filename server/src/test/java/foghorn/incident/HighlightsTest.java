package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighlightsTest {
    private static String marked(String words, String text) {
        return new Highlights(SearchWords.of(words)).marked(text).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check | Slow checkout | Slow <em>checkout</em>",
                "SLOW out | Slow checkout, slower checks | <em>Slow</em> checkout, <em>slower</em> checks",
                "b | a <b> & \"b\" | a &lt;<em>b</em>&gt; &amp; &quot;<em>b</em>&quot;",
                "zür | Zürich | <em>Zürich</em>",
                "lt amp | a < b & c | ''"
            })
    void wordsAreMarkedAndTheRestIsText(String words, String text, String html) {
        assertThat(marked(words, text)).isEqualTo(html);
    }

    @Test
    void ofALongTextThePartWithTheFirstWordIsTold() {
        var text = "before ".repeat(100) + "the gate " + "after ".repeat(100);
        var part = marked("gate", text);
        assertThat(part).startsWith("…before ").endsWith(" …").contains("the <em>gate</em> after");
        assertThat(Jsoup.parse(part).text()).hasSizeBetween(150, 220);
    }

    @ParameterizedTest
    @ValueSource(strings = {"🌊", "🌊🌊 gate 🌊", "x", "", "gate ", "ü"})
    void noCharacterIsCutInTwo(String piece) {
        var text = piece.repeat(300) + " gate " + piece.repeat(300);
        var part = marked("gate", text);
        assertThat(part).contains("<em>gate</em>");
        assertThat(java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(part))
                .isTrue();
        assertThat(part.length()).isLessThan(1_000);
        assertThat(text).contains(part.replaceAll("</?em>", "").replaceAll("^…|…$", ""));
    }

    @Test
    void whatDoesNotHoldThemIsNotTold() {
        assertThat(new Highlights(SearchWords.of("gate")).marked("No such word: agate"))
                .isEmpty();
        assertThat(new Highlights(SearchWords.of("%")).marked("100%")).isEmpty();
    }
}
