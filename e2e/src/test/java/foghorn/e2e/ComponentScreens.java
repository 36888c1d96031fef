package foghorn.e2e;

import java.util.Map;

/** The screens of components and groups, and the overview. */
record ComponentScreens(Inspection inspection, String console, Screen screen) {
    void inUse(Harbour harbour) {
        for (var path : Map.of(
                        "overview", "",
                        "components", "/components",
                        "component-new", "/components/new",
                        "component", "/components/" + harbour.quay,
                        "component-delete", "/components/" + harbour.quay + "/delete",
                        "group-new", "/component-groups/new",
                        "group", "/component-groups/" + harbour.group)
                .entrySet()) {
            inspection.of(path.getKey(), screen.open(console + path.getValue()));
        }
        screen.open(console + "/components").at(".menu summary").first().click();
        inspection.of("components-menu", screen);
        screen.open(console).page().evaluate("() => { document.querySelector('.places').open = true; }");
        inspection.of("overview-menu", screen);
        inspection.of("console-404", screen.open(console + "/incidents/aaaaaaaaaaaa"));
    }

    void refused(Harbour harbour) {
        var quay = console + "/components/" + harbour.quay;
        var somebodyElse = new Screen(screen.page().context().newPage());
        screen.open(quay);
        somebodyElse
                .open(quay)
                .fill("Description (optional)", "Where the boats to the outer islands land")
                .press("Save")
                .says("Saved.")
                .page()
                .close();
        screen.fill("Description (optional)", "Where all boats land").press("Save");
        inspection.of("component-conflict", screen.isAt("Somebody was faster"));
        screen.open(console + "/components/new").press("Add component");
        inspection.of("component-error", screen.isAt("There is a problem").says("Name must be given"));
    }
}
