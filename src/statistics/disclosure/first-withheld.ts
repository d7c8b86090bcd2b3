import type { AskedQuestion } from '../asked-question.js';
import {
  baseField,
  negativeField,
  optionField,
  responsesField,
  strayField,
  sumField,
  type PublishedTable,
} from './published-table.js';
import { isFew, isSmall, type DisclosureRules } from './rules.js';

const sharesOfBase = ({ question, counted }: PublishedTable): ReadonlySet<string> => {
  if (counted) return new Set([sumField]);
  const { kind, options, dontKnowInBase }: AskedQuestion = question;
  const inBase = options.filter(({ polarity }) => kind === 'multiple' || polarity !== 'excluded');
  return new Set([
    ...inBase.map(({ code }) => optionField(code)),
    ...(dontKnowInBase && kind !== 'multiple' ? ['missing dont_know'] : []),
    negativeField,
  ]);
};

interface Counts {
  /** The numbers of the same part, by field. */
  inPart: (field: string) => number;
  /** Those of everybody in the table. */
  inAll: (field: string) => number;
}

/**
 * Whether a number of a table could point to a person by itself. Everything of a base under `leastBase`
 * is withheld, every share with few people on either side of it, and every other answer of few. Reasons
 * for no answer are no answers: "3 gave no reply" is part of a base in words. What nobody at all
 * answered nobody in the part did.
 */
export function isFirstWithheld(
  table: PublishedTable,
  field: string,
  { inPart, inAll }: Counts,
  rules: DisclosureRules,
): boolean {
  const shares = sharesOfBase(table);
  const count = inPart(field);
  if (field === responsesField) return isFew(count, rules.leastCell);
  const isReason = field.startsWith('missing') || field === strayField;
  if ((isReason && !shares.has(field)) || inAll(field) === 0) return false;
  const base = inPart(baseField);
  if (isFew(base, rules.leastBase)) return true;
  return shares.has(field) && base > 0
    ? isSmall({ numerator: count, base }, rules)
    : field !== baseField && isFew(count, rules.leastCell);
}

/** What withholding a number costs its readers: a base takes all its percentages with it. */
export function costOf(part: string | number, field: string, count: number): number {
  const kinds: [string, number][] = [
    [baseField, 8],
    [responsesField, 6],
    [negativeField, 4],
    [sumField, 4],
    ['option', 1.5],
    ['missing', 0.5],
    [strayField, 0.5],
  ];
  const kind = kinds.find(([start]) => field.startsWith(start))?.[1] ?? 0;
  return kind * (part === 'all' ? 3 : 1) * (1 + Math.log10(1 + count));
}
