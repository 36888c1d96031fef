package foghorn.transfer;

import foghorn.page.ImportResult;

/**
 * What an import did.
 *
 * @param notTaken how much was not taken over as it stands
 * @param stopped whether it was stopped before its end
 */
public record ImportReport(ImportResult components, ImportResult incidents, int notTaken, boolean stopped) {}
