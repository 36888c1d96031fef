package foghorn.page;

import java.util.Optional;

/**
 * A page to be made.
 *
 * @param subdomain if absent, one is made from the name
 * @param host where the page will be found, in which {@code {subdomain}} stands for its subdomain; feed ids keep it for ever
 */
public record NewPage(String name, Optional<String> subdomain, String host) {}
