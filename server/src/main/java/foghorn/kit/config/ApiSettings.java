package foghorn.kit.config;

/**
 * How programs may ask.
 *
 * @param perMinute requests of one key within a rolling minute, where the key has no limit of its own
 * @param tooMany the status of the answer to one more: 429, or 420
 * @param keyInUrl whether a key may stand in the query, where logs and proxies see it
 */
public record ApiSettings(int perMinute, int tooMany, boolean keyInUrl) {
    /** Nobody needs more of one key. */
    public static final int MOST_PER_MINUTE = 1_000_000;

    public static final ApiSettings DEFAULT = new ApiSettings(600, 429, false);

    private static final ApiSettings OLD = new ApiSettings(60, 420, false);

    static ApiSettings read(SettingsReader reader) {
        var pace = reader.parsed(
                        Setting.API_LIMIT,
                        ApiSettings::parsed,
                        "must be a number from 1 to " + MOST_PER_MINUTE + ", or statuspage")
                .orElse(DEFAULT);
        return new ApiSettings(pace.perMinute, pace.tooMany, reader.flag(Setting.API_KEY_IN_URL));
    }

    private static ApiSettings parsed(String text) {
        if (text.equals("statuspage")) {
            return OLD;
        }
        int perMinute = Integer.parseInt(text);
        if (perMinute < 1 || perMinute > MOST_PER_MINUTE) {
            throw new IllegalArgumentException("out of bounds");
        }
        return new ApiSettings(perMinute, DEFAULT.tooMany, false);
    }
}
