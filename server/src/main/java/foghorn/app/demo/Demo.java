package foghorn.app.demo;

import java.util.Optional;

/**
 * The demo as the command line prints it; names and order are its contract.
 *
 * @param created whether it was made now; else it was there already
 * @param apiKey the key's secret, told only when it is made
 * @param ownerSignInUrl works once, for 24 hours; told only when it is made
 */
public record Demo(
        boolean created,
        String organizationId,
        String pageId,
        Optional<String> apiKey,
        String pageUrl,
        String consoleUrl,
        Optional<String> ownerSignInUrl) {}
