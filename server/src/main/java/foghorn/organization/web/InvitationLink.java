package foghorn.organization.web;

import foghorn.kit.web.Shell;

/** The link of an invitation, for who has to hand it over. */
public record InvitationLink(Shell shell, String address, String link) {}
