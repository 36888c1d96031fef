package foghorn.publicpage.html;

import java.util.List;

/**
 * How a component went through an incident, from its beginning to its end or the newest change.
 *
 * @param steps what is drawn, for the eye
 * @param words the same as a sentence
 */
public record RibbonView(List<Step> steps, String words) {
    /**
     * All time in one status.
     *
     * @param tone the class that gives the colour
     * @param path the outline, in a box of {@value Ribbons#WIDTH} by {@value Ribbons#HEIGHT}
     */
    public record Step(String tone, String path) {}

    public RibbonView {
        steps = List.copyOf(steps);
    }
}
