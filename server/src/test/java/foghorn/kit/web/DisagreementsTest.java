package foghorn.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisagreementsTest {
    @Test
    void onlyWhatDiffersIsNamedAndNothingIsAWord() {
        assertThat(new Disagreements()
                        .of("Name", "Quay", "Quays")
                        .of("About", "Two\nlines", "Two\r\nlines ")
                        .of("Link", "", "https://a.example")
                        .of("Zone", "UTC", "")
                        .list())
                .containsExactly(
                        new Disagreement("Name", "Quay", "Quays"),
                        new Disagreement("Link", "nothing", "https://a.example"),
                        new Disagreement("Zone", "UTC", "nothing"));
    }
}
