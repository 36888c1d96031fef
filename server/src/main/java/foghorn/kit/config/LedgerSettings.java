package foghorn.kit.config;

import java.time.Period;

/**
 * What is kept of who was told what.
 *
 * @param kept whole months, after which only numbers stay
 */
public record LedgerSettings(Period kept) {
    private static final Period BY_DEFAULT = Period.ofMonths(13);
    private static final int MOST_MONTHS = 120;

    static LedgerSettings read(SettingsReader reader) {
        return new LedgerSettings(reader.parsed(
                        Setting.LEDGER_MONTHS,
                        LedgerSettings::months,
                        "must be a number of months from 1 to " + MOST_MONTHS)
                .orElse(BY_DEFAULT));
    }

    private static Period months(String text) {
        int months = Integer.parseInt(text);
        if (months < 1 || months > MOST_MONTHS) {
            throw new IllegalArgumentException("out of bounds");
        }
        return Period.ofMonths(months);
    }
}
