package foghorn.component;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentTree.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ComponentTreeTest {
    private static final ComponentId A = id('b');
    private static final ComponentId B = id('c');
    private static final ComponentId C = id('d');
    private static final ComponentId GROUP = id('g');

    @Example
    void aDissolvedGroupLeavesItsComponentsInItsPlace() {
        var tree = tree(A, B, C);
        tree.putGroup(GROUP, List.of(A));
        tree.putGroup(id('h'), List.of(B, C));
        tree.dissolve(GROUP);

        assertThat(top(tree)).containsExactly(A, id('h'));
    }

    @Example
    void whatIsMovedGoesAsFarAsItsNeighboursReach() {
        var tree = tree(A, B, C);
        tree.putGroup(GROUP, List.of(A, B));
        tree.move(A, 5);
        tree.move(GROUP, -1);

        assertThat(top(tree)).containsExactly(GROUP, C);
        assertThat(tree.places().get(B)).isEqualTo(new Place(Optional.of(GROUP), 1));
        assertThat(tree.places().get(A)).isEqualTo(new Place(Optional.of(GROUP), 2));
    }

    @Example
    void whatIsPlacedStandsThereOrLast() {
        var tree = tree(A, B, C);
        tree.putGroup(GROUP, List.of(A));
        tree.place(B, Optional.of(GROUP), 1);
        assertThat(tree.places().get(B)).isEqualTo(new Place(Optional.of(GROUP), 1));
        tree.place(B, Optional.of(GROUP), 2);
        tree.place(C, Optional.of(GROUP), Integer.MAX_VALUE);
        assertThat(tree.places().get(A)).isEqualTo(new Place(Optional.of(GROUP), 1));
        assertThat(tree.places().get(C)).isEqualTo(new Place(Optional.of(GROUP), 3));

        tree.place(A, Optional.empty(), Integer.MIN_VALUE);
        assertThat(top(tree)).containsExactly(A, GROUP);
    }

    @Example
    void whatAGroupLosesFollowsItOnThePage() {
        var tree = tree(A, B, C);
        tree.putGroup(GROUP, List.of(A, B));
        tree.putGroup(GROUP, List.of(B));

        assertThat(top(tree)).containsExactly(C, GROUP, A);
        assertThat(tree.places().get(B)).isEqualTo(new Place(Optional.of(GROUP), 1));
    }

    @Example
    void aGroupWhoseLastComponentGoesIsRemoved() {
        var tree = tree(A, B);
        tree.putGroup(GROUP, List.of(A));
        tree.put(A, Optional.empty());

        assertThat(tree.removeEmptyGroups()).containsExactly(GROUP);
        assertThat(top(tree)).containsExactly(B, A);
    }

    @Example
    void whoAlreadyStandsThereKeepsHisPlace() {
        var tree = tree(A, B);
        tree.put(A, Optional.empty());

        assertThat(top(tree)).containsExactly(A, B);
    }

    @Property
    void positionsHaveNoGapsWhateverIsDone(@ForAll("steps") List<Step> steps) {
        var tree = new ComponentTree();
        steps.forEach(step -> step.on(tree));

        var siblings = new LinkedHashMap<Optional<ComponentId>, List<Integer>>();
        tree.places()
                .values()
                .forEach(place -> siblings.computeIfAbsent(place.group(), group -> new ArrayList<>())
                        .add(place.position()));
        siblings.values()
                .forEach(positions -> assertThat(positions)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, positions.size())
                                .boxed()
                                .toList()));
    }

    @Property
    void noGroupIsEmptyOrInsideAnother(@ForAll("steps") List<Step> steps) {
        var tree = new ComponentTree();
        steps.forEach(step -> step.on(tree));

        Map<ComponentId, Place> places = tree.places();
        places.forEach((id, place) -> {
            if (tree.isGroup(id)) {
                assertThat(place.group()).isEmpty();
                assertThat(places.values()).anyMatch(child -> child.group().equals(Optional.of(id)));
            }
        });
    }

    /** Something a person may do; steps on what is not there do nothing. */
    record Step(int kind, int component, int group) {
        void on(ComponentTree tree) {
            var child = id("bcdf".charAt(component));
            var into = id("ghj".charAt(group));
            switch (kind) {
                case 0 -> tree.put(child, Optional.empty());
                case 1 -> tree.put(child, tree.isGroup(into) ? Optional.of(into) : Optional.empty());
                case 2 -> tree.putGroup(into, List.of(child));
                case 3 -> tree.remove(child);
                case 4 -> {
                    if (tree.isGroup(into)) {
                        tree.dissolve(into);
                    }
                }
                default -> throw new IllegalArgumentException();
            }
            tree.removeEmptyGroups();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    private static ComponentTree tree(ComponentId... ids) {
        var tree = new ComponentTree();
        List.of(ids).forEach(id -> tree.put(id, Optional.empty()));
        return tree;
    }

    private static List<ComponentId> top(ComponentTree tree) {
        return tree.places().entrySet().stream()
                .filter(entry -> entry.getValue().group().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static ComponentId id(char letter) {
        return new ComponentId(String.valueOf(letter).repeat(12));
    }
}
