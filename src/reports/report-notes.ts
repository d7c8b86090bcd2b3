import type { DisclosureRules } from '../disclosure-rules.js';
import { shorthand } from './call-out.js';
import type { ReportPart } from './report-parts.js';

const quoteNotes = [
  'Quotes are respondents’ own words, with their own spelling. “…” shows where words have been left out; words in square brackets stand for details that could identify somebody.',
  'A quote shows one person’s view. It does not show how many people hold it.',
];

const figureNotes = [
  'Each percentage is a share of its base: the people who were asked the question and answered it. Answers of “don’t know” are in the base unless the call-out says otherwise.',
  'Percentages are rounded to the nearest whole number, halves upwards. Words such as “a quarter” go by the rounded percentage.',
  'The surveys are of those who chose to respond, so the figures describe respondents and not everybody who could have responded.',
];

const markNotes = ({
  leastBase,
  leastCell,
}: DisclosureRules): readonly [mark: string, note: string][] => [
  [
    shorthand.confidential,
    `[c] means that a figure is withheld to protect people: fewer than ${leastBase} answered, or fewer than ${leastCell} gave or did not give the answer.`,
  ],
  [shorthand.unavailable, '[x] means that there were no answers to count.'],
];

/** The notes that the parts of a report call for, in the order of print. */
export function notesOn(parts: readonly ReportPart[], rules: DisclosureRules): string[] {
  const callOuts = parts.filter((part) => part.kind === 'call_out');
  const marks = markNotes(rules).filter(([mark]) =>
    callOuts.some(({ sentence }) => sentence.includes(mark)),
  );
  return [
    ...(parts.some(({ kind }) => kind === 'quote') ? quoteNotes : []),
    ...(callOuts.length > 0 ? figureNotes : []),
    ...marks.map(([, note]) => note),
  ];
}
