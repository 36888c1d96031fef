package foghorn.component.web;

import foghorn.component.uptime.UptimeRule;
import foghorn.component.uptime.UptimeRuleService;
import foghorn.kit.web.Body;
import foghorn.tenant.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How a page counts outages, as it was typed.
 *
 * @param major what a minute of a major outage counts, from 0 to 1
 * @param steps four numbers of minutes
 * @param target empty for none
 * @param version the version the form was made of
 */
public record UptimeRuleForm(String major, String partial, List<String> steps, String target, int version) {
    private static final int STEPS = 4;
    private static final int PERCENT_DECIMALS = 2;
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,4}(\\.\\d{1,6})?");

    public UptimeRuleForm {
        steps = List.copyOf(steps);
    }

    static UptimeRuleForm read(Body body) {
        return new UptimeRuleForm(
                body.text("major_weight").orElse(""),
                body.text("partial_weight").orElse(""),
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(i -> body.text("step_" + i).orElse(""))
                        .toList(),
                body.text("target").orElse(""),
                body.number("version").orElse(0));
    }

    static UptimeRuleForm of(UptimeRuleService.Versioned present) {
        var rule = present.rule();
        return new UptimeRuleForm(
                weight(rule.majorPercent()),
                weight(rule.partialPercent()),
                rule.steps().stream().map(String::valueOf).toList(),
                rule.target().map(BigDecimal::toPlainString).orElse(""),
                present.version());
    }

    private static String weight(int percent) {
        return BigDecimal.valueOf(percent, PERCENT_DECIMALS)
                .stripTrailingZeros()
                .toPlainString();
    }

    UptimeRuleForm having(int newer) {
        return new UptimeRuleForm(major, partial, steps, target, newer);
    }

    UptimeRule toRule() {
        return new UptimeRule(
                percent("major_weight", major),
                percent("partial_weight", partial),
                IntStream.range(0, STEPS)
                        .mapToObj(i -> minutes("step_" + (i + 1), steps.get(i)))
                        .toList(),
                Optional.of(target.strip()).filter(text -> !text.isEmpty()).map(text -> decimal("target", text)));
    }

    private static int percent(String field, String text) {
        var percent = decimal(field, text).movePointRight(PERCENT_DECIMALS).stripTrailingZeros();
        if (percent.scale() > 0) {
            throw new Problem.Invalid(field, "must have at most two decimals");
        }
        return percent.intValueExact();
    }

    private static int minutes(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new Problem.Invalid(field, "must be a whole number of minutes");
        }
    }

    private static BigDecimal decimal(String field, String text) {
        var number = text.strip().replace(',', '.');
        if (!DECIMAL.matcher(number).matches()) {
            throw new Problem.Invalid(field, "must be a number");
        }
        return new BigDecimal(number);
    }
}
