package foghorn.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private static final Set<String> HARMLESS = Set.of(
            "p",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "pre",
            "code",
            "em",
            "strong",
            "del",
            "hr",
            "br",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td");

    private static Element body(String markdown) {
        return Jsoup.parse(Markdown.html(markdown)).body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# What happened | <h3>What happened</h3>",
                "###### Deep | <h3>Deep</h3>",
                "**now** and *then* | <p><strong>now</strong> and <em>then</em></p>",
                "~~wrong~~ | <p><del>wrong</del></p>",
                "`a < b` | <p><code>a &lt; b</code></p>",
                "Tom & Ann | <p>Tom &amp; Ann</p>"
            })
    void markdownBecomesHtml(String markdown, String html) {
        assertThat(Markdown.html(markdown).strip()).isEqualTo(html);
    }

    @Test
    void noLevelOfHeadingsIsLeftOut() {
        var body = body("## One\n#### Two\n###### Three\n## Four\n");
        assertThat(body.select("h3").eachText()).containsExactly("One", "Four");
        assertThat(body.select("h4").eachText()).containsExactly("Two");
        assertThat(body.select("h5").eachText()).containsExactly("Three");
    }

    @Test
    void tablesAndBareAddressesAreThoseOfGitHub() {
        var body = body("| at | what |\n|---|--:|\n| 9:00 | https://status.example/x |\n");
        assertThat(body.select("tbody tr td").eachText()).containsExactly("9:00", "https://status.example/x");
        assertThat(body.select("td[align=right] a").attr("href")).isEqualTo("https://status.example/x");
    }

    @Test
    void linksLeadOutWithoutOurWord() {
        var link = body("[log](https://logs.example/1)").expectFirst("a");
        assertThat(link.attr("href")).isEqualTo("https://logs.example/1");
        assertThat(link.attr("rel")).contains("nofollow");
    }

    @Test
    void anImageIsALinkToIt() {
        var body = body("![Load of the gates](https://elsewhere.example/load.png)");
        assertThat(body.select("img")).isEmpty();
        assertThat(body.expectFirst("a").text()).isEqualTo("Load of the gates");
        assertThat(body.expectFirst("a").attr("href")).isEqualTo("https://elsewhere.example/load.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "a <b onclick=alert(1)>b</b>",
                "[x](javascript:alert(1))",
                "[x](  JaVaScRiPt:alert(1))",
                "[x](data:text/html,<script>alert(1)</script>)",
                "[x](vbscript:x)",
                "![x](javascript:alert(1))",
                "![\"onerror=alert(1)](https://x.example \"><script>alert(1)</script>\")",
                "<https://x.example/\"onmouseover=alert(1)>",
                "<javascript:alert(1)>",
                "<svg/onload=alert(1)>",
                "<style>*{display:none}</style>",
                "<iframe src=//evil.example></iframe>",
                "<!-- --><script>alert(1)</script>",
                "```\"><script>alert(1)</script>\nx\n```",
                "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "[x]: javascript:alert(1)\n\n[x]",
                "<form action=//evil.example><input name=password>"
            })
    void nothingOfItRuns(String hostile) {
        var elements = body(hostile).select("*").stream()
                .filter(element -> !element.tagName().equals("body"))
                .toList();
        assertThat(elements.stream().map(Element::tagName).collect(Collectors.toSet()))
                .isSubsetOf(HARMLESS);
        for (var element : elements) {
            assertThat(element.attributes().asList())
                    .allMatch(
                            attribute -> Set.of("href", "rel", "align", "start").contains(attribute.getKey()));
            assertThat(element.attr("href")).matches("(https?://.*)?");
        }
    }

    @Test
    void whatLooksLikeHtmlIsText() {
        assertThat(body("Use <b>bold</b> and <script>x</script>.").text())
                .isEqualTo("Use <b>bold</b> and <script>x</script>.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "*a ", "[", "![", "**a ", "`", "(", "<", "~~a ", "1. ", "_a ", "\\"})
    @Timeout(30)
    void whateverIsRepeatedSomethingComesOut(String part) {
        var text = part.repeat(65_000 / part.length());
        assertThat(Markdown.html(text)).isNotEmpty();
        assertThat(Markdown.html(text + "\n\nThe end.")).contains("The end.");
    }

    @Test
    void nothingIsNothing() {
        assertThat(Markdown.html("")).isEmpty();
    }
}
