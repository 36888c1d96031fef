package foghorn.e2e;

import java.time.Duration;

/** The screens of webhooks, those of the team and those of visitors. */
record WebhookScreens(Inspection inspection, String console, Screen screen) {
    void ofTheTeam(Harbour harbour) {
        inspection.of(
                "webhooks-error",
                screen.open(console + "/webhooks").press("Add webhook").isAt("There is a problem"));
        screen.fill("Address of the endpoint", "https://hooks.harbour.example/foghorn/4f8a1c")
                .fill("Contact e-mail address", "ops@harbour.example")
                .press("Add webhook");
        inspection.of("webhooks-secret", screen.isAt("The signing secret of"));
        inspection.of("webhooks", screen.open(console + "/webhooks"));
        screen.at("a[href$='/deliveries']").click();
        inspection.of("webhook-deliveries-none", screen.isAt("Deliveries to").says("Nothing yet"));
        harbour.over("The ticket machine was empty");
        Await.until("it is told", Duration.ofSeconds(30), () -> {
            screen.page().reload();
            return screen.at("main tbody tr").count() > 0;
        });
        inspection.of("webhook-deliveries", screen.says("The ticket machine was empty"));
        screen.open(console + "/webhooks").at("a[href$='/delete']").click();
        inspection.of("webhook-delete", screen.isAt("Remove this webhook?"));
    }

    void ofVisitors(String page, Harbour harbour, Team team, Screen visitor) {
        inspection.of(
                "subscribe-webhook-none",
                visitor.open(page + "/subscribe/webhook").isAt("No webhooks"));
        harbour.offerWebhooks();
        visitor.open(page + "/subscribe").press("Webhook");
        inspection.of("subscribe-webhook", visitor.isAt("by webhook"));
        inspection.of("subscribe-webhook-error", visitor.press("Subscribe").isAt("There is a problem"));
        visitor.fill("Address of your endpoint", "https://hooks.larkfield.example/foghorn/4f8a1c")
                .fill("E-mail address", "eve@larkfield.example")
                .press("Subscribe");
        team.readMail("eve@larkfield.example", "Confirm");
        inspection.of("confirm-webhook", visitor.open(team.link("/confirm/")).isAt("Confirm your webhook"));
        visitor.press("Confirm webhook");
        inspection.of("confirm-webhook-done", visitor.isAt("Your endpoint is being tested"));
        visitor.press("See this webhook, or make a new secret");
        inspection.of("manage-webhook", visitor.isAt("Your subscription"));
        inspection.of("webhook-new-secret", visitor.press("New secret").isAt("Your new secret"));
        visitor.open(page + "/subscribe").press("Webhook");
        visitor.press("What it gets, and how to check that it is from us");
        inspection.of("webhook-guide", visitor.isAt("Receiving webhooks"));
    }
}
