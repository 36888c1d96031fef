package foghorn.signin.web;

import java.util.List;

/** The organizations of a person. */
public record OrganizationsView(String formToken, List<Choice> choices) {
    public OrganizationsView {
        choices = List.copyOf(choices);
    }

    /** One of them; the one the session is in is current. */
    public record Choice(String id, String name, boolean current) {}
}
