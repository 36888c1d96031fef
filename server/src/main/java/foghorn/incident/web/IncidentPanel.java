package foghorn.incident.web;

import foghorn.incident.IncidentId;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Shell;
import gg.jte.Content;

/** What another room adds to the page of an incident, for example the delivery ledger. */
public interface IncidentPanel {
    Content of(Exchange http, Shell shell, IncidentId incident);
}
