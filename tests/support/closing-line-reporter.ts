interface Totals {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

/** Ends every test run with one plain line of totals; a file that cannot even load counts as failed. */
export default class ClosingLineReporter {
  onRunComplete(_contexts: unknown, totals: Totals) {
    const failed = Math.max(totals.numFailedTests, totals.numFailedTestSuites);
    const skipped = totals.numPendingTests > 0 ? `, ${totals.numPendingTests} skipped` : '';
    process.stderr.write(`\n${totals.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
}
