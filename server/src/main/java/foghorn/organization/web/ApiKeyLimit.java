package foghorn.organization.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.organization.ApiKey;

/**
 * How fast a key may ask.
 *
 * @param perMinute as it was typed
 */
public record ApiKeyLimit(Shell shell, ApiKey key, String perMinute, FormErrors errors) {}
