package foghorn.kit.web;

import org.jspecify.annotations.Nullable;

/** Knows at which addresses pages live; answers from memory, also while the database is away. */
public interface PageSites {
    /** The page whose own host this is (lower case, without port), or null. */
    @Nullable
    PageSite byHost(String host);

    /** The page that {@code /p/{name}/} on the console host shows: by id or subdomain; null if there is none. */
    @Nullable
    PageSite byName(String name);

    /** The page served at {@code /} of the console host, or null while there is none. */
    @Nullable
    PageSite root();
}
