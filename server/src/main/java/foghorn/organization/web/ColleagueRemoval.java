package foghorn.organization.web;

import foghorn.kit.web.Shell;
import foghorn.organization.Colleague;

/** The question before somebody is taken off the team. */
public record ColleagueRemoval(Shell shell, Colleague colleague) {}
