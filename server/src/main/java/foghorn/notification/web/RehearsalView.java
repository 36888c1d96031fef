package foghorn.notification.web;

import foghorn.kit.web.Shell;

/**
 * The screen on which somebody tries a test incident.
 *
 * @param address to whom it is sent
 * @param failed whether it was tried just now and no mail server took it
 */
public record RehearsalView(Shell shell, String action, String address, boolean failed) {}
