import {
  choices,
  everything,
  wantedOf,
  type ChoiceKey,
  type Choices,
} from '../../comments/comment-filter.js';
import {
  parseSearch,
  toSearchQuery,
  typedText,
  type SearchPart,
} from '../../comments/parse-query.js';
import type { Selection } from '../../comments/selection.js';

/** One thing that a selection asks for; all of them together select. */
type Condition = { part: SearchPart } | { kind: ChoiceKey; values: readonly string[] };

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((value) => other.includes(value));

/** What the first asks for and the second does not. */
function conditionsOfFirst(first: Selection, second: Selection): Condition[] {
  const [own, others] = [first.filter.chosen, second.filter.chosen];
  const isTyped = ({ typed }: SearchPart) => second.parts.some((other) => other.typed === typed);
  const kinds = choices.flatMap(({ key }): Condition[] => {
    if (key === 'also' || key === 'answered') {
      const only = own[key].filter((value) => !others[key].includes(value));
      return only.map((value) => ({ kind: key, values: [value] }));
    }
    const isAsked = own[key].length > 0 && !isSame(own[key], others[key]);
    return isAsked ? [{ kind: key, values: own[key] }] : [];
  });
  return [...first.parts.filter((part) => !isTyped(part)).map((part) => ({ part })), ...kinds];
}

/** The parts that ask for the opposite; null where they cannot be typed, as of NEAR. */
function opposite({ typed, excluded, terms }: SearchPart): SearchPart[] | null {
  const alternatives = terms.length > 1 ? typed.split(' OR ') : [typed];
  const text = excluded ? typed.slice(1) : alternatives.map((one) => `-${one}`).join(' ');
  const { parts } = parseSearch(text);
  const isOpposite =
    parts.every((part) => part.excluded !== excluded) &&
    JSON.stringify(parts.flatMap((part) => part.terms)) === JSON.stringify(terms);
  return isOpposite ? parts : null;
}

/** These choices but for what is of some values; null where no choices say that. */
function choicesWithout(
  chosen: Choices,
  { kind, values }: { kind: ChoiceKey; values: readonly string[] },
) {
  if (kind === 'answered') return null;
  const facet = kind === 'also' ? 'theme' : kind;
  const { wanted, unwanted } = wantedOf(values);
  if (unwanted.length === 0) {
    const others = wanted.map((value) => `-${value}`);
    return { ...chosen, [facet]: [...new Set([...chosen[facet], ...others])] };
  }
  // What lacks none of the unwanted has one of them at least: alternatives, beside which no others can stand.
  const isFree = wanted.length === 0 && chosen[facet].length === 0;
  return isFree ? { ...chosen, [facet]: unwanted } : null;
}

/** The selection of everything, shown in the same way. */
export const wholeOf = (selection: Selection): Selection => ({
  ...selection,
  typed: '',
  parts: [],
  filter: everything(selection.filter.viewer),
  order: 'newest',
});

/**
 * What is in the second selection and not in the first, as a selection; null where no search says that. As
 * what is in both is in the second, only one condition of the first that the second lacks can be turned round.
 */
export function secondAlone(first: Selection, second: Selection): Selection | null {
  const [condition, ...more] = conditionsOfFirst(first, second);
  if (!condition || more.length > 0) return null;
  const { filter } = second;
  if ('part' in condition) {
    const added = opposite(condition.part);
    if (!added) return null;
    const parts = [...second.parts, ...added];
    const search = toSearchQuery(parts);
    return { ...second, typed: typedText(parts), parts, filter: { ...filter, search } };
  }
  const chosen = choicesWithout(filter.chosen, condition);
  return chosen && { ...second, filter: { ...filter, chosen } };
}
