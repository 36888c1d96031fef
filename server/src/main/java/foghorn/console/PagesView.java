package foghorn.console;

import foghorn.kit.web.Shell;

/** The choice of a page, for members who see more than one or none. */
public record PagesView(Shell shell) {}
