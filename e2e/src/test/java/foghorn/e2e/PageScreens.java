package foghorn.e2e;

/** The screens of a page as a whole: when nothing is on it yet, its settings, and names as long as they may be. */
record PageScreens(Inspection inspection, String console, Screen screen) {
    void newborn() {
        inspection.of("overview-newborn", screen);
        screen.press("Hide these steps");
        inspection.of("overview-steps-hidden", screen.says("hidden from everybody"));
        screen.press("Show the first steps").says("Hide these steps");
        for (var path : new String[] {
            "components",
            "incidents",
            "incidents?tab=scheduled",
            "incidents?tab=resolved",
            "incidents/new",
            "maintenances/new",
            "subscribers",
            "rehearsal",
            "webhooks",
            "inbox",
            "settings",
            "import"
        }) {
            inspection.of(path.replaceAll("[/?=]", "-") + "-newborn", screen.open(console + "/" + path));
        }
    }

    void settings() {
        screen.open(console + "/settings").fill("Name", "").press("Save");
        inspection.of("settings-error", screen.isAt("There is a problem"));
        screen.open(console + "/settings").press("How uptime is counted");
        inspection.of("uptime-rule", screen.isAt("How uptime is counted"));
        screen.fill("Yellow, one notch", "60").press("Save");
        inspection.of("uptime-rule-error", screen.isAt("There is a problem").says("The second step"));
        screen.fill("Yellow, one notch", "1")
                .fill("Target for each month", "99.9")
                .press("Save")
                .says("Saved.");
    }

    /** Names as long as they may be, one word in them longer than a narrow screen. */
    void longNames() {
        var name = "Payments, invoices and reimbursements for corporate customers in all countries of the north, by the"
                + " Kreditkartenabrechnungsschnittstellenverwaltungsgesellschaft";
        screen.open(console + "/components/new")
                .fill("Name", name)
                .fill("Description (optional)", name)
                .press("Add component")
                .says("Added.");
        screen.open(console + "/component-groups/new").fill("Name", "All " + name);
        screen.field(name).check();
        screen.press("Add group").says("Added.");
        inspection.of("components-long", screen);
        screen.open(console + "/incidents/new").fill("Name", name);
        screen.field(name).selectOption("major_outage");
        inspection.of("incident-new-long", screen);
        screen.at("#publish").click();
        inspection.of("incident-long", screen.says("Published"));
        inspection.of("incidents-long", screen.open(console + "/incidents"));
        screen.open(console + "/settings").fill("Name", name).press("Save").says("Saved.");
        inspection.of("settings-long", screen);
        inspection.of("overview-long", screen.open(console));
        inspection.of("activity-long", screen.open(console.replaceFirst("/pages/.*", "/activity")));
    }
}
