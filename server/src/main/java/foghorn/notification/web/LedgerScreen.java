package foghorn.notification.web;

import foghorn.kit.web.Shell;

/** The ledger as a screen of its own. */
public record LedgerScreen(Shell shell, LedgerView ledger) {
    public String back() {
        return "/console/pages/" + ledger.page() + "/incidents/" + ledger.incident();
    }
}
