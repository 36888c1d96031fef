package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Slow checkout | slow,checkout",
                "slow SLOW Slow | slow",
                "api.example.com/v1?x=1 | api,example,com,v1,x,1",
                "' or 1=1;-- | or,1",
                "100% | 100",
                "Zürich 東京 | zürich,東京",
                "don’t | don,t"
            })
    void lettersAndDigitsMakeWords(String typed, String words) {
        assertThat(SearchWords.of(typed.strip()).words())
                .containsExactly(words.strip().split(","));
    }

    @Test
    void whatHasNoWordsIsEmpty() {
        assertThat(SearchWords.of(" \t%_\\'&|!():*<> 🌊 ").isEmpty()).isTrue();
    }

    @Test
    void operatorsAreNone() {
        assertThat(SearchWords.of("a & b | !c:*D <-> 'e'").words()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void whatIsTooLongIsRefusedOrCut() {
        assertThat(SearchWords.of("ü".repeat(200)).words()).hasSize(1);
        assertThatThrownBy(() -> SearchWords.of("ü".repeat(201))).isInstanceOf(Problem.Invalid.class);
        var many = IntStream.range(0, 17).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThatThrownBy(() -> SearchWords.of(many)).isInstanceOf(Problem.Invalid.class);
        assertThat(SearchWords.first(many).words()).hasSize(16).startsWith("w0");
    }
}
