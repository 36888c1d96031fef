package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The composer on somebody's screen, with every field that a person can see. */
record ComposerForm(Screen screen) {
    private static final String FIELDS = """
            () => Object.fromEntries([...document.querySelectorAll('#composer [name]')]
                .filter(field => field.type !== 'radio' || field.checked)
                .filter(field => !['seen', 'form_token', 'only_count'].includes(field.name))
                .map(field => [field.name, field.type === 'checkbox' ? field.checked : field.value]))
            """;

    private static final String HIDDEN = """
            () => [...document.querySelectorAll('#composer [name]')]
                .filter(field => !field.checkVisibility()).map(field => field.name)
            """;

    /**
     * What is written into it.
     *
     * @param name empty where the form has no name
     * @param component the status of each component, in words
     * @param impact as it is posted; empty where the form asks for none
     */
    record Text(String name, String status, String component, String impact) {}

    /** Gives every field that can be seen another value than it has, and returns what the form holds then. */
    Map<String, Object> changeEverything(Text text) {
        var before = fields();
        if (!text.name().isEmpty()) {
            screen.fill("Name", text.name());
        }
        for (var component : screen.at("#composer select").all()) {
            component.selectOption(new SelectOption().setLabel(text.component()));
        }
        if (!text.impact().isEmpty()) {
            // Before the status, since nothing is promised of what is over.
            screen.at("[name=next_update][value='60']").check();
            screen.at("[name=impact_override][value=" + text.impact() + "]").check();
        }
        screen.choose(text.status()).fill("Message", "\n  Pumps\n& \"both\" <b>gates</b>, café ⛴\n\n");
        var all = screen.field("Set all of these to Operational");
        if (all.isVisible()) {
            all.uncheck();
        }
        screen.field("Tell subscribers").uncheck();
        assertThat(screen.at("#reach")).hasText("Nobody is told. The page changes all the same.");
        var typed = fields();
        assertThat(typed).hasSameSizeAs(before).hasSizeGreaterThanOrEqualTo(5);
        var seen = new TreeMap<>(typed);
        seen.keySet().removeAll((List<?>) screen.page().evaluate(HIDDEN));
        assertThat(seen)
                .hasSizeGreaterThanOrEqualTo(typed.size() - 1)
                .allSatisfy((field, value) -> assertThat(value).as(field).isNotEqualTo(before.get(field)));
        return typed;
    }

    Map<String, Object> fields() {
        var fields = new TreeMap<String, Object>();
        ((Map<?, ?>) screen.page().evaluate(FIELDS)).forEach((name, value) -> fields.put((String) name, value));
        return fields;
    }
}
