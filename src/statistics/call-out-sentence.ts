import type { FieldFault } from '../errors.js';
import { formatFigure, formatNumber } from '../http/formats.js';
import {
  approximateForms,
  figureInWords,
  percentageInWords,
  proportionPhrase,
  type ExactShare,
} from './figure-words.js';
import { meanInWords } from './means.js';
import { roundPercentage } from './percentages.js';
import { confidential, type Figure } from './withhold.js';

/** What a call-out is about: a share of a base, or the mean of a scale that ends at `highest`. */
export type SentenceFigure =
  | { kind: 'share'; numerator: Figure; base: Figure }
  | { kind: 'mean'; mean: Figure; highest: number; base: Figure };

export interface SentenceParts {
  /** As edited, such as "{figure} of {groups} {statement}"; null for the default one. */
  template: string | null;
  /** What follows the figure: "of young people had been restrained". */
  statement: string;
  wave: string;
  survey: string;
  /** "foster carers and partner agencies" */
  groups: string;
}

const defaultTemplate = '{figure} {statement}';

/** Those that hold the figure itself; a sentence needs one of them. */
const figurePlaceholders = {
  share: ['figure', 'percentage', 'proportion', 'numerator'],
  mean: ['figure', 'mean'],
} as const satisfies Record<SentenceFigure['kind'], readonly string[]>;
const otherPlaceholders = ['base', 'wave', 'survey', 'groups', 'statement'] as const;

/** The names that a sentence of that kind may have in braces. */
export const placeholdersOf = (kind: SentenceFigure['kind']): string[] => [
  ...figurePlaceholders[kind],
  ...otherPlaceholders,
];

const typedShare = /\d[\d,.]*\s*(?:%|per ?cent\b)/i;
const typedCounts = /\b(?:\d[\d,]*\s+(?:out )?of\s+\d[\d,]*|\d{1,3}\s+in\s+\d{1,3}\b)/i;
const qualified = approximateForms
  .map(([, , words]) => words)
  .filter((words) => /^(?:almost|just over) (?!all)/.test(words));
const typedWords = new RegExp(`\\b(?:${qualified.join('|')})\\b`, 'i');

/** What was typed for a figure where it would stay as it is while the figure changes; null for nothing. */
export const typedFigure = (text: string): string | null =>
  [typedShare, typedCounts, typedWords].map((typed) => typed.exec(text)?.[0]).find(Boolean) ?? null;

const braced = /\{([^{}]*)\}/g;

/** The faults of an edited template, at its field; none where it may be kept. */
export function templateFaults(
  template: string,
  kind: SentenceFigure['kind'],
  field: string,
): FieldFault[] {
  const known = placeholdersOf(kind);
  const list = known.map((name) => `{${name}}`).join(', ');
  const names = [...template.matchAll(braced)].map(([, name = '']) => name);
  const rest = template.replace(braced, '…');
  const typed = typedFigure(rest);
  const messages = [
    ...names
      .filter((name) => !known.includes(name))
      .map((name) => `There is no {${name}} for this figure. Use ${list}`),
    ...(/[{}]/.test(rest) ? ['Put each name between one { and one }, as in {figure}'] : []),
    ...(typed === null
      ? []
      : [`Instead of “${typed}” write {figure} so that it stays right when the figure changes`]),
    ...(figurePlaceholders[kind].some((name) => names.includes(name))
      ? []
      : ['Write {figure} where the figure belongs']),
  ];
  return messages.map((message) => ({ field, message }));
}

/** Without an ending of its own, as it stands within a sentence. */
const withoutStop = (text: string) => text.trim().replace(/\.+$/, '');

function shareValues(share: ExactShare): Record<string, string> | null {
  const percentage = roundPercentage(share.numerator, share.base);
  if (percentage === null) return null;
  return {
    figure: figureInWords(share) ?? '',
    percentage: percentageInWords(share) ?? '',
    proportion: proportionPhrase(percentage),
    numerator: formatNumber(share.numerator),
  };
}

/** What stands for each figure placeholder; null where there is no figure. */
function figureValues(figure: SentenceFigure): Record<string, string> | null {
  const { base } = figure;
  if (base === 0) return null;
  const value = figure.kind === 'share' ? figure.numerator : figure.mean;
  if (value === confidential || base === confidential) {
    return Object.fromEntries(figurePlaceholders[figure.kind].map((name) => [name, confidential]));
  }
  if (figure.kind === 'share') return shareValues({ numerator: value, base });
  const mean = meanInWords(value, figure.highest);
  return { figure: mean, mean };
}

/**
 * The call-out as one sentence, with the figure as it is now: "Just over half (51%) of young people had
 * been restrained." Each figure that is withheld is [c]. Null where there is no figure. A template with
 * faults is to be refused before: a name that nothing stands for is left as it is.
 */
export function composeSentence(figure: SentenceFigure, parts: SentenceParts): string | null {
  const values = figureValues(figure);
  if (!values) return null;
  const { template, statement, wave, survey, groups } = parts;
  const all = new Map(
    Object.entries({
      ...values,
      base: formatFigure(figure.base),
      ...{ statement: withoutStop(statement), wave, survey, groups },
    }),
  );
  const text = withoutStop(
    (template ?? defaultTemplate).replace(braced, (whole, name: string) => all.get(name) ?? whole),
  );
  const capital = text.replace(/^[“‘("']*\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[?!…]$|[.?!…][”’"')]+$/.test(capital) ? capital : `${capital}.`;
}
