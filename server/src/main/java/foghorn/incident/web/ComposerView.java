package foghorn.incident.web;

import foghorn.kit.web.Shell;

/** The screen of a new incident. */
public record ComposerView(Shell shell, Composer composer, TemplatePicker picker) {}
