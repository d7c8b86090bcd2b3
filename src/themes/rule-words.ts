import { formatCount, formatList } from '../http/formats.js';
import type { RuleText } from './code-frame.js';

const or = (words: readonly string[]) => formatList(words).replace(/ and (?=[^ ]*[^,]*$)/, ' or ');

function partWords(part: string): string {
  if (part.endsWith('*')) return `${part.slice(0, -1)}…`;
  return part.startsWith('=') ? `${part.slice(1)} (this form alone)` : part;
}

/** "see or visit, then my", of one row of a pattern. */
const rowWords = (row: string) =>
  row
    .trim()
    .split(/\s+/)
    .map((place) => or(place.split('/').map(partWords)))
    .join(' + ');

/** "see or visit, at most 4 words from mum or dad": a pattern as an analyst reads it. */
export function patternWords(pattern: string): string {
  const [row = '', ...others] = pattern.split(/\s(?=[~>])/);
  const near = others.map((other) => {
    const [, sign, within = '', words = ''] = /^([~>])(\d+)\s*(.*)$/u.exec(other) ?? [];
    return sign === '>'
      ? `then ${rowWords(words)}, at most ${formatCount(Number(within), 'word')} on`
      : `at most ${formatCount(Number(within), 'word')} from ${rowWords(words)}`;
  });
  return [rowWords(row), ...near].join(', ');
}

export interface RuleWords {
  says: string[];
  unless: string[];
  /** Sentences on negation, the question and other themes, or ''. */
  only: string;
}

const negations = { never: 'Not after “not” or “never”.', only: 'Only after “not” or “never”.' };

/** A rule as an analyst reads it. */
export function ruleWords({ say, unless, negated, whenAsked, alone }: RuleText): RuleWords {
  const only = [
    negated ? negations[negated] : '',
    whenAsked.length > 0 ? `Only where the question says ${or(whenAsked.map(patternWords))}.` : '',
    alone ? 'Only where no other theme is found.' : '',
  ];
  return {
    says: say.map(patternWords),
    unless: unless.map(patternWords),
    only: only.filter(Boolean).join(' '),
  };
}
