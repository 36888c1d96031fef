package foghorn.incident.template;

/** A template of which the placeholders are filled in. */
public record FilledTemplate(IncidentTemplate template, String title, String body) {}
