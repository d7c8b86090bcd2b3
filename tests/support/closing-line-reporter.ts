import { writeSync } from 'node:fs';

interface Totals {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

/**
 * Ends every test run with one plain line of totals; a file that cannot even load counts as failed.
 * Written as the process ends, so that it comes after Jest's own summary.
 */
export default class ClosingLineReporter {
  onRunComplete(_contexts: unknown, totals: Totals) {
    const failed = Math.max(totals.numFailedTests, totals.numFailedTestSuites);
    const skipped = totals.numPendingTests > 0 ? `, ${totals.numPendingTests} skipped` : '';
    process.once('exit', () => {
      writeSync(2, `\n${totals.numPassedTests} passed, ${failed} failed${skipped}\n`);
    });
  }
}
