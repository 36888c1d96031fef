package foghorn.incident.template;

/** Templates of one kind. It is there as long as a template is in it. */
public record TemplateGroup(String id, String name) {}
