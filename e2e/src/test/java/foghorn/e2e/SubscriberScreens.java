package foghorn.e2e;

/** The screens of subscribers. */
record SubscriberScreens(Inspection inspection, String console, Screen screen) {
    void all() {
        inspection.of("subscribers", screen.open(console + "/subscribers").says("bob@harbour.example"));
        inspection.of("subscribers-none", screen.press("Quarantined 0").isAt("Nobody here"));
        screen.fill("Find an e-mail address", "bo").press("Find");
        inspection.of("subscribers-error", screen.isAt("There is a problem"));
        screen.fill("Find an e-mail address", "bob").press("Find");
        inspection.of("subscribers-found", screen.says("bob@harbour.example"));
        screen.press("bob@harbour.example");
        inspection.of("subscriber", screen.isAt("What they were sent").says("Boats cannot land"));
        inspection.of("subscriber-delete", screen.press("Remove…").isAt("Remove bob@harbour.example?"));
        screen.press("Keep them").isAt("What they were sent");
        screen.open(console + "/subscribers").press("Add…");
        inspection.of("subscriber-new", screen.isAt("Add a subscriber"));
        inspection.of("subscriber-new-error", screen.press("Add subscriber").isAt("There is a problem"));
        screen.fill("E-mail address", "ada@harbour.example").press("Add subscriber");
        inspection.of(
                "subscriber-unconfirmed", screen.isAt("ada@harbour.example").says("Ask again to confirm"));
        inspection.of("subscriber-asked", screen.press("Ask again to confirm").says("Asked again"));
        screen.open(console + "/subscribers");
        screen.fill("Find an e-mail address", "nobody@harbour.example").press("Find");
        inspection.of("subscribers-not-found", screen.isAt("Nobody with this address"));
    }
}
