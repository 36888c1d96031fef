package foghorn.console;

import foghorn.tenant.PageId;
import foghorn.tenant.Permission;

/**
 * An entry of the navigation, of every page or of the organization.
 *
 * @param path what follows the page's own address in the console, or that of the console itself, empty or with a slash at its beginning
 * @param needed who lacks this permission is not shown the entry
 */
record Place(String label, String path, Permission needed) {
    String href(PageId page) {
        return href(page, path);
    }

    /** The address of an entry of the organization. */
    String href() {
        return "/console" + path;
    }

    static String href(PageId page, String path) {
        return "/console/pages/" + page + path;
    }
}
