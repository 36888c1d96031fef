package foghorn.publicpage.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PresentationTest {
    @Test
    void everyTemplateCounts() throws IOException {
        try (var files = Files.list(Path.of("src/main/jte/publicpage"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".jte", "")))
                    .containsExactlyInAnyOrderElementsOf(Presentation.TEMPLATES);
        }
    }

    @Test
    void otherAddressesInLinksMakeAnotherPresentation() {
        assertThat(Presentation.of("https://a.example"))
                .isEqualTo(Presentation.of("https://a.example"))
                .isNotEqualTo(Presentation.of("https://b.example"));
    }
}
