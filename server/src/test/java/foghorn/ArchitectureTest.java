package foghorn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rules of the house that a reviewer would otherwise have to remember. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("foghorn/templates"))
            .importPackages("foghorn");

    /** Verbs that ask nobody, each for its reason: whoever acts in an organization may know its name. */
    private static final Set<String> ASK_NOBODY = Set.of("foghorn.organization.OrganizationService.find");

    /** Each room and the rooms it may name; tenant, kit and audit are open to all that stand below them. */
    private static final Map<String, Set<String>> ROOMS = rooms();

    private static Map<String, Set<String>> rooms() {
        var rooms = new LinkedHashMap<String, Set<String>>();
        rooms.put("tenant", Set.of());
        rooms.put("kit", Set.of("tenant"));
        rooms.put("audit", Set.of("kit", "tenant"));
        rooms.put("organization", Set.of());
        rooms.put("signin", Set.of("organization"));
        rooms.put("page", Set.of("organization"));
        rooms.put("component", Set.of("page", "organization"));
        rooms.put("incident", Set.of("component", "page", "organization"));
        rooms.put("subscriber", Set.of("incident", "component", "page", "organization"));
        rooms.put("notification", Set.of("subscriber", "incident", "component", "page", "organization"));
        rooms.put("publicpage", Set.of("notification", "subscriber", "incident", "component", "page", "organization"));
        rooms.put("transfer", Set.of("incident", "component", "page"));
        var all = Set.of(
                "publicpage", "notification", "subscriber", "incident", "component", "page", "signin", "organization");
        rooms.put("console", all);
        var below = new HashSet<>(all);
        below.add("console");
        below.add("transfer");
        below.add("app");
        below.add("cli");
        rooms.put("cli", Set.copyOf(below));
        rooms.put("app", Set.copyOf(below));
        return rooms;
    }

    private static String room(JavaClass type) {
        var parts = type.getPackageName().split("\\.");
        return parts.length > 1 ? parts[1] : "";
    }

    @Test
    void everyRoomIsInTheTable() {
        assertThat(PRODUCT.stream().map(ArchitectureTest::room).distinct()).allMatch(ROOMS::containsKey);
    }

    @Test
    void aRoomNamesOnlyRoomsItMay() {
        var open = Set.of("tenant", "kit", "audit");
        classes()
                .should(new ArchCondition<>("name only rooms they may") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var own = room(type);
                        var may = ROOMS.getOrDefault(own, Set.of());
                        boolean below = !open.contains(own);
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(use ->
                                        use.getTargetClass().getPackageName().startsWith("foghorn."))
                                .filter(use ->
                                        !use.getTargetClass().getPackageName().startsWith("foghorn.templates"))
                                .filter(use -> {
                                    var other = room(use.getTargetClass());
                                    return !other.equals(own)
                                            && !may.contains(other)
                                            && !(below && open.contains(other));
                                })
                                .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
                    }
                })
                .check(PRODUCT);
    }

    @Test
    void roomsHaveNoCycles() {
        for (var start : ROOMS.keySet()) {
            if (start.equals("cli") || start.equals("app")) {
                continue;
            }
            var seen = new HashSet<String>();
            var next = new ArrayDeque<>(ROOMS.getOrDefault(start, Set.of()));
            while (!next.isEmpty()) {
                var room = next.pop();
                if (seen.add(room)) {
                    next.addAll(ROOMS.getOrDefault(room, Set.of()));
                }
            }
            assertThat(seen).as("what %s names, directly or not", start).doesNotContain(start);
        }
    }

    @Test
    void repositoriesArePackagePrivate() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .bePackagePrivate()
                .check(PRODUCT);
    }

    @Test
    void controllersAndScreensHoldNoSql() {
        noClasses()
                .that()
                .resideInAnyPackage("..api..", "..web..")
                .and()
                .resideOutsideOfPackage("foghorn.kit..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jdbi..", "java.sql..", "foghorn.kit.db..")
                        .and(DescribedPredicate.not(DescribedPredicate.describe(
                                "Database or Paging",
                                type -> Set.of("foghorn.kit.db.Database", "foghorn.kit.db.Paging")
                                        .contains(type.getName())))))
                .check(PRODUCT);
    }

    /** An edge that asks knows the page from the address alone, and so would say "not allowed" of pages that are not its organization's. */
    @Test
    void controllersAndScreensLeaveAskingToTheVerbs() {
        noClasses()
                .that()
                .resideInAnyPackage("..api..", "..web..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "asks the actor",
                        call -> call.getTargetOwner().getName().startsWith("foghorn.tenant.Actor")
                                && call.getName().startsWith("require")))
                .check(PRODUCT);
    }

    /** Whoever could open a connection could be sent to where the guard would not let it go. ({@code kit.db} opens its own archive.) */
    @Test
    void onlyTheGuardedClientAndMailGoOut() {
        noClasses()
                .that()
                .resideOutsideOfPackages("foghorn.kit.http..", "foghorn.kit.mail..", "foghorn.kit.db..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..")
                        .or(DescribedPredicate.describe(
                                "connections to elsewhere",
                                type -> Set.of(
                                                "java.net.Socket",
                                                "java.net.DatagramSocket",
                                                "java.net.URLConnection",
                                                "java.net.HttpURLConnection",
                                                "java.nio.channels.SocketChannel",
                                                "java.nio.channels.AsynchronousSocketChannel",
                                                "java.nio.channels.DatagramChannel",
                                                "javax.net.SocketFactory",
                                                "javax.net.ssl.SSLSocketFactory",
                                                "io.vertx.core.http.HttpClient",
                                                "io.vertx.core.http.WebSocketClient",
                                                "io.vertx.core.net.NetClient",
                                                "io.vertx.core.datagram.DatagramSocket",
                                                "io.netty.bootstrap.Bootstrap")
                                        .contains(type.getName()))))
                .orShould()
                .callMethod(java.net.URL.class, "openStream")
                .orShould()
                .callMethod(java.net.URL.class, "openConnection")
                .check(PRODUCT);
    }

    @Test
    void onlyTheStartReadsTheClockOfTheMachine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("foghorn.app..", "foghorn.cli..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .check(PRODUCT);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = new TreeMap<String, String>();
        PRODUCT.forEach(type -> {
            var marked = type.getPackage()
                    .tryGetPackageInfo()
                    .map(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                    .orElse(false);
            if (!marked) {
                unmarked.put(type.getPackageName(), type.getSimpleName());
            }
        });
        assertThat(unmarked).isEmpty();
    }

    @Test
    void aVerbAsksWhetherTheActorMay() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Service")
                .and()
                .arePublic()
                .and(new DescribedPredicate<JavaMethod>("take a call") {
                    @Override
                    public boolean test(JavaMethod method) {
                        return method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.getName().equals("foghorn.tenant.Call"));
                    }
                })
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should(new ArchCondition<>("ask the actor") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        var verb = method.getOwner().getName() + "." + method.getName();
                        if (!ASK_NOBODY.contains(verb) && !asks(method, new HashSet<>())) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " asks nobody"));
                        }
                    }
                })
                .check(PRODUCT);
    }

    /** The ways to ask: the page methods of Database with their permission, or the actor itself. */
    private static boolean asks(JavaMethod method, Set<String> seen) {
        if (!seen.add(method.getFullName())) {
            return false;
        }
        return method.getMethodCallsFromSelf().stream().anyMatch(call -> {
            var owner = call.getTargetOwner().getName();
            var name = call.getTarget().getName();
            if (owner.equals("foghorn.kit.db.Database")
                    && Set.of("changePage", "readPage", "changePageAsViewer").contains(name)) {
                return true;
            }
            if (owner.startsWith("foghorn.tenant.Actor") && (name.startsWith("require") || name.equals("may"))) {
                return true;
            }
            return call.getTargetOwner().equals(method.getOwner())
                    && call.getTarget()
                            .resolveMember()
                            .filter(m -> asks(m, seen))
                            .isPresent();
        });
    }

    @Test
    void noSourceFileIsAboveFourHundredLines() throws IOException {
        var tooLong = new TreeMap<String, Long>();
        for (var root : List.of("src/main/java", "src/test/java")) {
            try (var files = Files.walk(Path.of(root))) {
                for (var file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    try (var lines = Files.lines(file)) {
                        long count = lines.filter(line -> !line.isBlank()).count();
                        if (count > 400) {
                            tooLong.put(file.toString(), count);
                        }
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
