package foghorn.organization;

import foghorn.tenant.Permission;
import java.util.Locale;

/** Permissions as they are stored: by the name that API key scopes use. */
final class Scopes {
    private Scopes() {}

    static Permission parse(String scope) {
        return Permission.valueOf(scope.toUpperCase(Locale.ROOT));
    }
}
