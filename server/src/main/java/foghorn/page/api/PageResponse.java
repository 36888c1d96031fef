package foghorn.page.api;

import foghorn.kit.time.WireTime;
import foghorn.page.Page;
import foghorn.page.PageColor;
import foghorn.page.TimeZones;
import org.jspecify.annotations.Nullable;

/** A page as {@code /v1} answers it. The order of the components is the order of the keys. */
record PageResponse(
        String id,
        String createdAt,
        String updatedAt,
        String name,
        @Nullable String pageDescription,
        @Nullable String headline,
        String branding,
        String subdomain,
        @Nullable String domain,
        @Nullable String url,
        @Nullable String supportUrl,
        boolean hiddenFromSearch,
        boolean allowPageSubscribers,
        boolean allowIncidentSubscribers,
        boolean allowEmailSubscribers,
        boolean allowSmsSubscribers,
        boolean allowRssAtomFeeds,
        boolean allowWebhookSubscribers,
        @Nullable String notificationsFromEmail,
        String notificationsEmailFooter,
        int activityScore,
        @Nullable String twitterUsername,
        boolean viewersMustBeTeamMembers,
        @Nullable String ipRestrictions,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        String timeZone,
        String cssBodyBackgroundColor,
        String cssFontColor,
        String cssLightFontColor,
        String cssGreens,
        String cssYellows,
        String cssOranges,
        String cssBlues,
        String cssReds,
        String cssBorderColor,
        String cssGraphColor,
        String cssLinkColor,
        String cssNoData,
        SmallImage faviconLogo,
        LargeImage transactionalLogo,
        LargeImage heroCover,
        LargeImage emailLogo,
        SmallImage twitterLogo) {

    /** An image that is not there has no time, no size and empty addresses. */
    record SmallImage(@Nullable String updatedAt, @Nullable Integer size, String url) {
        static final SmallImage NONE = new SmallImage(null, null, "");
    }

    record LargeImage(
            @Nullable String updatedAt,
            String originalUrl,
            @Nullable Integer size,
            String normalUrl,
            String retinaUrl) {
        static final LargeImage NONE = new LargeImage(null, "", null, "", "");
    }

    /** No activity is measured, so that its score is always this. */
    private static final int NO_ACTIVITY_SCORE = 0;

    static PageResponse of(Page page) {
        var subscribers = page.subscribers();
        var colors = page.colors();
        return new PageResponse(
                page.id().value(),
                WireTime.seconds(page.createdAt()),
                WireTime.seconds(page.updatedAt()),
                page.name(),
                page.description().orElse(null),
                page.headline().orElse(null),
                page.branding().wire(),
                page.subdomain(),
                page.domain().orElse(null),
                page.url().orElse(null),
                page.supportUrl().orElse(null),
                page.hiddenFromSearch(),
                subscribers.page(),
                subscribers.incident(),
                subscribers.email(),
                subscribers.sms(),
                subscribers.feeds(),
                subscribers.webhook(),
                page.notificationsFromEmail().orElse(null),
                page.notificationsEmailFooter(),
                NO_ACTIVITY_SCORE,
                page.twitterUsername().orElse(null),
                page.viewersMustBeTeamMembers(),
                page.ipRestrictions().orElse(null),
                page.city().orElse(null),
                page.state().orElse(null),
                page.country().orElse(null),
                TimeZones.railsName(page.timeZone()),
                colors.get(PageColor.BODY_BACKGROUND_COLOR),
                colors.get(PageColor.FONT_COLOR),
                colors.get(PageColor.LIGHT_FONT_COLOR),
                colors.get(PageColor.GREENS),
                colors.get(PageColor.YELLOWS),
                colors.get(PageColor.ORANGES),
                colors.get(PageColor.BLUES),
                colors.get(PageColor.REDS),
                colors.get(PageColor.BORDER_COLOR),
                colors.get(PageColor.GRAPH_COLOR),
                colors.get(PageColor.LINK_COLOR),
                colors.get(PageColor.NO_DATA),
                SmallImage.NONE,
                LargeImage.NONE,
                LargeImage.NONE,
                LargeImage.NONE,
                SmallImage.NONE);
    }
}
