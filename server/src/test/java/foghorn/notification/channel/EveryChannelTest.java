package foghorn.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import foghorn.app.App;
import foghorn.notification.Channel;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No channel reaches people untried. */
class EveryChannelTest {
    private static final JavaClasses CHANNELS = new ClassFileImporter().importPackages("foghorn.notification.channel");
    private static final JavaClass APP = new ClassFileImporter().importClass(App.class);

    @Test
    void whatTheProductWiresPassesTheConformanceTestInItsOwnFolder() {
        var wired = APP.getConstructorCallsFromSelf().stream()
                .map(call -> call.getTargetOwner())
                .filter(type -> type.isAssignableTo(Channel.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        var passing = CHANNELS.stream()
                .filter(type -> type.isAssignableTo(ChannelConformance.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        var folders = CHANNELS.stream()
                .filter(type -> type.isAssignableTo(Channel.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        assertThat(wired).hasSizeGreaterThanOrEqualTo(2).isEqualTo(folders);
        assertThat(passing).containsExactlyInAnyOrderElementsOf(wired);
    }
}
