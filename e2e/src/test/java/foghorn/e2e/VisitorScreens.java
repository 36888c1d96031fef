package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** What visitors see: the page, its forms and the mail. */
record VisitorScreens(Inspection inspection, String page, Screen visitor) {
    void forms() {
        inspection.of("page-newborn", visitor.open(page).isAt("All Systems Operational"));
        inspection.of("subscribe-dialog", visitor.press("Subscribe to updates").isAt("Get updates"));
        inspection.of("subscribe", visitor.open(page + "/subscribe").isAt("Get updates"));
        inspection.of(
                "subscribe-error",
                visitor.fill("E-mail address", "bob").press("Subscribe").isAt("There is a problem"));
        inspection.of(
                "subscribe-sent",
                visitor.fill("E-mail address", "bob@harbour.example")
                        .press("Subscribe")
                        .isAt("Check your mail"));
        inspection.of("page-404", visitor.open(page + "/incidents/aaaaaaaaaaaa").isAt("Nothing is here"));
        inspection.of("confirm-404", visitor.open(page + "/subscriptions/confirm/nothing"));
    }

    void confirmation(Team team) {
        team.readMail("bob@harbour.example", "Confirm");
        inspection.of("confirm", visitor.open(team.link("/confirm/")));
        inspection.of("confirm-done", visitor.press("Confirm subscription").isAt("You are subscribed"));
    }

    void mail(Team team) {
        team.readMail("bob@harbour.example", "Boats cannot land");
        inspection.of("message", team.screen());
        inspection.of("unsubscribe", visitor.open(team.link("/unsubscribe/")));
        inspection.of("inbox", team.go("Local inbox").screen());
    }

    void published(Harbour harbour) {
        inspection.of("page-open", visitor.open(page).isAt("Boats cannot land"));
        inspection.of("page-incident", visitor.open(page + "/incidents/" + harbour.incident));
        inspection.of("page-embed", visitor.open(page + "/embed/frame").isAt("Boats cannot land"));
        inspection.of("page-uptime", visitor.open(page + "/uptime").isAt("Uptime"));
        visitor.press("North quay");
        inspection.of("page-uptime-component", visitor.isAt("Uptime of North quay"));
        harbour.resolve();
        inspection.of("page-resolved", visitor.open(page).isAt("Past incidents"));
        inspection.of("page-accessibility", visitor.press("Accessibility").isAt("Accessibility"));
        inspection.of(
                "page-history", visitor.open(page).press("Incident history").isAt("Incident history"));
        inspection.of("page-search", visitor.press("Search and filter").isAt("Search the history"));
        inspection.of("page-incident-resolved", visitor.open(page + "/incidents/" + harbour.incident));
        harbour.grow(46);
        assertThat(bytesToShow()).isBetween(2_000.0, 50_000.0);
    }

    /** What a first visit brings over the wire, headers included. */
    private double bytesToShow() {
        var tab = visitor.page();
        var cdp = tab.context().newCDPSession(tab);
        var bytes = new double[1];
        cdp.send("Network.enable");
        cdp.on(
                "Network.loadingFinished",
                event -> bytes[0] += event.get("encodedDataLength").getAsDouble());
        visitor.open("about:blank").page().context().clearCookies();
        cdp.send("Network.clearBrowserCache");
        visitor.open(page).says("Pier 46");
        cdp.detach();
        return bytes[0];
    }
}
