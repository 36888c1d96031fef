package foghorn.organization.web;

import foghorn.kit.web.Shell;
import foghorn.organization.ApiKey;

/** The question before a key is ended. */
public record ApiKeyRevocation(Shell shell, ApiKey key) {}
