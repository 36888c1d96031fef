package foghorn.organization.web;

import foghorn.kit.web.Shell;
import foghorn.organization.Invitation;

/** The question before an invitation is taken back. */
public record InvitationRevocation(Shell shell, Invitation invitation) {}
