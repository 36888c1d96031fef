package foghorn.notification.channel.email;

/** The plain part of a notice. */
final class NoticeText {
    private NoticeText() {}

    static String of(NoticeView view) {
        var text = new StringBuilder();
        text.append(view.kind()).append(": ").append(view.name()).append('\n');
        if (!view.impact().isEmpty()) {
            text.append(view.impact()).append('\n');
        }
        if (!view.window().isEmpty()) {
            text.append("Planned for ").append(view.window()).append('\n');
        }
        text.append('\n');
        append(text, view.update());
        if (!view.components().isEmpty()) {
            text.append("\nAffected:\n");
            view.components()
                    .forEach(component -> text.append("- ").append(component).append('\n'));
        }
        text.append("\nThe whole story: ").append(view.link()).append('\n');
        if (!view.earlier().isEmpty()) {
            text.append("\n\nEarlier updates\n");
            for (var update : view.earlier()) {
                text.append('\n');
                append(text, update);
            }
        }
        text.append("\n-- \n")
                .append(view.pageName())
                .append('\n')
                .append(view.home())
                .append('\n')
                .append("You receive this because you subscribed to updates. Change what you are told of:\n")
                .append(view.choices().manage())
                .append("\nUnsubscribe:\n")
                .append(view.choices().unsubscribe())
                .append('\n');
        return text.toString();
    }

    private static void append(StringBuilder text, NoticeView.Update update) {
        text.append(update.status()).append(" - ").append(update.at()).append('\n');
        update.lines().forEach(line -> text.append(line).append('\n'));
        if (!update.next().isEmpty()) {
            text.append("Next update by ").append(update.next()).append('\n');
        }
    }
}
