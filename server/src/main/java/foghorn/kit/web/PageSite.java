package foghorn.kit.web;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;

/**
 * A page at one of its addresses.
 *
 * @param base the path under which the page is shown, with a slash at the end: {@code /} on a host of its own, else {@code /p/{name}/}
 */
public record PageSite(OrganizationId organization, PageId page, String base) {}
