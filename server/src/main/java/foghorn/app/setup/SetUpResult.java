package foghorn.app.setup;

/**
 * What was made. Written as JSON it is what the command line prints; names and order are its contract.
 *
 * @param apiKey the key's secret, told this once
 * @param ownerSignInUrl works once, for 24 hours
 */
public record SetUpResult(
        String organizationId,
        String pageId,
        String apiKey,
        String pageUrl,
        String consoleUrl,
        String ownerSignInUrl) {}
