package foghorn.incident.web;

import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.TemplateGroup;
import foghorn.kit.web.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The templates of a page, by their groups.
 *
 * @param maintenances where one is planned, for those who may
 */
public record TemplateList(
        Shell shell, String base, String incidents, Optional<String> maintenances, List<Section> sections) {
    public TemplateList {
        sections = List.copyOf(sections);
    }

    /** @param name of the group; empty for what is in none */
    public record Section(Optional<String> name, List<IncidentTemplate> templates) {
        public Section {
            templates = List.copyOf(templates);
        }
    }

    /** Those in no group first, then the groups by name; within each the order is kept. */
    static List<Section> sections(List<IncidentTemplate> templates) {
        var byGroup = new LinkedHashMap<Optional<String>, List<IncidentTemplate>>();
        templates.stream()
                .sorted(java.util.Comparator.comparing(
                        template -> template.group().map(TemplateGroup::name).orElse("")))
                .forEach(template -> byGroup.computeIfAbsent(
                                template.group().map(TemplateGroup::name), none -> new ArrayList<>())
                        .add(template));
        return byGroup.entrySet().stream()
                .map(entry -> new Section(entry.getKey(), entry.getValue()))
                .toList();
    }
}
