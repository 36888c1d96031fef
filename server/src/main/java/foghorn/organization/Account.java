package foghorn.organization;

import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.AccountId;

/** A person on this installation, who may be on the teams of several organizations. */
public record Account(AccountId id, EmailAddress address) {}
