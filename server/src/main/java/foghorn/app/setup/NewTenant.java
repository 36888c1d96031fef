package foghorn.app.setup;

import java.util.Optional;

/**
 * What is asked of whoever sets up, as typed.
 *
 * @param subdomain if absent, one is made from the page's name
 * @param ownerPassword if absent, the owner chooses one behind the sign-in link
 */
public record NewTenant(
        String organization,
        String ownerEmail,
        String page,
        Optional<String> subdomain,
        Optional<String> ownerPassword) {}
