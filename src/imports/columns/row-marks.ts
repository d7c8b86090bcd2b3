import type { RowDoubt } from '../import-types.js';

/** A column by which platforms mark rows that are no finished return of a respondent. */
export interface RowMark {
  doubt: RowDoubt;
  /** The column's heading or code. */
  heading: RegExp;
  value: RegExp;
  /** The only layout in which the mark means this: bare numbers and blanks mean it nowhere else. */
  layout?: string;
}

const status = /^((response|survey|completion) ?)?status$|^response type$/i;
const channel = /^distribution ?channel$/i;

/**
 * Qualtrics' status as a number, from its own value labels: 0 IP address, 1 survey preview, 2 survey
 * test, 4 imported, 8 spam, 9 survey preview spam, 12 imported spam, 16 offline, 17 offline survey
 * preview, 32 EX, 40 EX spam, 48 EX offline, 256 synthetic. 4, 16, 32 and 48 are people's own returns.
 */
const qualtrics = { heading: /^status$/i, layout: 'qualtrics' };

export const rowMarks: readonly RowMark[] = [
  { doubt: 'test', heading: status, value: /^((survey )?test|test (data|response)|synthetic)$/i },
  { doubt: 'test', heading: channel, value: /^test$/i },
  { doubt: 'test', heading: /^(is )?test$/i, value: /^(true|yes|1|test)$/i },
  { doubt: 'test', ...qualtrics, value: /^(2|256)$/ },
  { doubt: 'preview', heading: status, value: /^(offline )?(survey )?preview$/i },
  { doubt: 'preview', heading: channel, value: /^preview$/i },
  { doubt: 'preview', heading: /^(is )?preview$/i, value: /^(true|yes|1|preview)$/i },
  { doubt: 'preview', ...qualtrics, value: /^(1|17)$/ },
  { doubt: 'spam', heading: status, value: /\bspam$/i },
  { doubt: 'spam', ...qualtrics, value: /^(8|9|12|40)$/ },
  {
    doubt: 'partial',
    heading: status,
    value: /^(partial(ly completed?)?|incomplete|in progress|disqualified|screened ?out)$/i,
  },
  { doubt: 'partial', heading: /^finished$/i, value: /^(false|0|no)$/i },
  { doubt: 'partial', heading: /^progress$/i, value: /^\d{1,2}(\.\d+)?$/, layout: 'qualtrics' },
  { doubt: 'partial', heading: /^submitdate$/i, value: /^$/, layout: 'limesurvey' },
  { doubt: 'partial', heading: /^ended$/i, value: /^$/, layout: 'smartsurvey' },
  { doubt: 'partial', heading: /_complete$/i, value: /^(0|incomplete)$/i, layout: 'redcap' },
];

/** What people type who try a survey out. */
export const testWording =
  /^(this is )?(just |only )?(a )?test(ing|er)?( \d+| test(ing)?| only| response| entry| survey| data| comment| answer)*[\s.!?]*$|^(asdf|qwerty|lorem ipsum)/i;
