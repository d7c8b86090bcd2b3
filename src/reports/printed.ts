import { formatList } from '../http/formats.js';
import { confidential } from '../statistics/withhold.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { markOf } from '../themes/stale-form.js';
import { chartTable } from './chart-table.js';
import type { Live } from './live-parts.js';

/** All that a part prints, or that is true of what it quotes: words by what they are. */
export type Printed = Record<string, string>;

const groupName = (key: string | null) =>
  respondentGroups.find((group) => group.key === key)?.name ?? 'not known';

type LiveOf<K extends Live['of']> = Extract<Live, { of: K }>;

/** Of a comment: a mark of its text, never the words. */
export const commentWords = 'Words of the comment';

const ofComment = ({ comment, themes, sentiment }: LiveOf<'comment'>): Printed => ({
  Attribution: comment.attribution,
  Group: groupName(comment.groupKey),
  Question: comment.question,
  Survey: `${comment.survey}, ${comment.wave}`,
  Themes: formatList(themes) || 'none',
  Sentiment: sentiment,
  [commentWords]: markOf(comment.text),
});

const ofMeasure = ({ callOut }: LiveOf<'measure'>): Printed => ({
  Figure: callOut.sentence,
  Base: callOut.base ?? callOut.withheld ?? '',
});

function ofFigure({ figure: { chart } }: LiveOf<'figure'>): Printed {
  const { columns, rows, notes, source } = chartTable(chart);
  const cells = rows.flatMap(([heading = '', ...values]) =>
    values.map((value, at) => [`${heading}, ${columns[at + 1] ?? ''}`, value] as const),
  );
  return {
    Title: chart.title,
    Shown: chart.subtitle,
    ...Object.fromEntries(cells),
    Notes: notes.join(' '),
    Source: source,
  };
}

export function printedOf(live: Live): Printed {
  if (live.of === 'comment') return ofComment(live);
  if (live.of === 'measure') return ofMeasure(live);
  return live.of === 'figure' ? ofFigure(live) : {};
}

export interface PrintedChange {
  label: string;
  /** '' where there was none, or is none now. */
  was: string;
  now: string;
}

export const changesBetween = (then: Printed, now: Printed): PrintedChange[] =>
  [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .map((label) => ({ label, was: then[label] ?? '', now: now[label] ?? '' }))
    .filter(({ was, now: is }) => was !== is);

/** More changes than these are counted. */
const mostTold = 6;

/** What an earlier figure was is not told of one that is withheld now: the two could point to a person. */
function told({ label, was, now }: PrintedChange, time: 'was' | 'now'): string {
  if (label === commentWords) return time === 'was' ? 'its words as they were' : 'other words';
  const hidden = time === 'was' && now.includes(confidential) && !was.includes(confidential);
  return hidden ? 'withheld now' : (time === 'was' ? was : now) || 'nothing';
}

/** "Themes: Listening. Sentiment: negative." */
export function inWords(changes: readonly PrintedChange[], time: 'was' | 'now'): string {
  const words = changes.slice(0, mostTold).map((change) => {
    const text = told(change, time).replace(/\.$/, '');
    return text.startsWith(change.label) ? `${text}.` : `${change.label}: ${text}.`;
  });
  const more = changes.length - mostTold;
  return [...words, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
