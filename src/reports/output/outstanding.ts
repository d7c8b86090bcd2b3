import { formatCount } from '../../http/formats.js';
import type { ReasonKey, Refusal } from './refusals.js';

/** What stands in a report's way for one reason. */
export interface Outstanding {
  reason: ReasonKey;
  /** "3 quotes are not approved yet" */
  words: string;
  parts: { partId: number; place: number }[];
}

const quotes = (count: number, one: string, many: string) =>
  formatCount(count, `quote ${one}`, `quotes ${many}`);

const wordsFor: Readonly<Record<ReasonKey, (count: number) => string>> = {
  erased: (count) => formatCount(count, 'gap is', 'gaps are') + ' where something was',
  flagged: (count) => quotes(count, 'is of a flagged comment', 'are of flagged comments'),
  risk_waiting: (count) =>
    quotes(count, 'may', 'may') + ' tell of somebody at risk, and nobody has looked yet',
  altered: (count) => quotes(count, 'is', 'are') + ' not what the comment says',
  identifying: (count) =>
    quotes(count, 'has', 'have') + ' details that could identify somebody and are not settled',
  true_counts: (count) =>
    formatCount(count, 'chart shows', 'charts show') + ' true counts, not the published figures',
  unexplained: (count) => quotes(count, 'has', 'have') + ' a redaction without a reason',
  not_approved: (count) => quotes(count, 'is', 'are') + ' not approved yet',
  changed_since: (count) => quotes(count, 'has', 'have') + ' other words than were approved',
  own_approval: (count) =>
    quotes(count, 'was', 'were') + ' approved by somebody who wrote words of it',
  stale: (count) =>
    formatCount(count, 'part has', 'parts have') +
    ' changed since an author accepted what it prints',
};
const reasons = Object.keys(wordsFor) as ReasonKey[];

/** A report's refusals in short: of each reason how many parts, and which. */
export const outstandingOf = (refusals: readonly Refusal[]): Outstanding[] =>
  reasons.flatMap((reason) => {
    const parts = refusals
      .filter((refusal) => refusal.reason === reason)
      .map(({ partId, place }) => ({ partId, place }));
    return parts.length === 0 ? [] : [{ reason, words: wordsFor[reason](parts.length), parts }];
  });
