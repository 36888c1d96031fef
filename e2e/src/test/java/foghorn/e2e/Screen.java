package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What one person has in front of them, used by the words that stand on it. */
record Screen(Page page) {
    Screen open(String url) {
        page.navigate(url);
        return this;
    }

    /** Clicks the button or link of exactly this name. */
    Screen press(String name) {
        var options = new Page.GetByRoleOptions().setName(name).setExact(true);
        page.getByRole(AriaRole.BUTTON, options)
                .or(page.getByRole(AriaRole.LINK, options))
                .click();
        return this;
    }

    Screen fill(String label, String text) {
        field(label).fill(text);
        return this;
    }

    /** Takes one of a group of choices. */
    Screen choose(String label) {
        page.locator("label")
                .filter(new Locator.FilterOptions().setHasText(label))
                .first()
                .click();
        return this;
    }

    Locator field(String label) {
        return page.getByLabel(label);
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** What the selector finds that says this. */
    Locator at(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /** Waits until a heading says this. */
    Screen isAt(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading))
                        .first())
                .isVisible();
        return this;
    }

    /** Waits until the screen says this somewhere in its main part. */
    Screen says(String text) {
        assertThat(page.locator("main")).containsText(text);
        return this;
    }
}
