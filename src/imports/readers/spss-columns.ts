import type { DeclaredColumn } from '../import-types.js';
import { isUserMissing, spssNumberText } from './spss-values.js';
import type { SpssResponseSet, SpssVariable } from './spss-variable.js';

/** What one case has in a variable; null where SPSS has nothing ("system-missing"). */
export type SpssValue = string | number | null;

export interface SpssColumn {
  declared: DeclaredColumn;
  cells: string[];
}

/** More labels than that are a list of places or codes, of which most were never given. */
const mostOffered = 20;
/** More values without a label than that are amounts, of which one or two have a name. */
const mostUnlabelled = 20;

/** The text of each value of a variable, and which values are answers. */
interface Wording {
  text(value: SpssValue): string;
  isAnswer(value: SpssValue): boolean;
  /** Texts of the labelled answers, in the order of their values. */
  offered: string[];
  missing: string[];
}

/** Neither system-missing nor blank. */
const isGiven = (value: SpssValue): value is string | number => value !== null && value !== '';

function wordingOf(variable: SpssVariable, values: readonly SpssValue[]): Wording {
  const isMissing = (value: string | number) => isUserMissing(variable.missing, value);
  const given = new Set(values.filter(isGiven));
  const answers = [...given].filter((value) => !isMissing(value));
  const labelled = [...variable.labels.keys()].filter((value) => !isMissing(value));
  labelled.sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : 0));
  const bare = answers.filter((value) => !variable.labels.has(value));
  const points = areNamedEnds(labelled, bare);
  const plain =
    !points &&
    (bare.length > mostUnlabelled || (variable.measure === 'scale' && bare.length > 0)) &&
    variable.width === 0;
  const shared = repeatedLabels(variable.labels);
  const texts = new Map<string | number, string>();
  const write = (value: string | number) => {
    const number = typeof value === 'number' ? spssNumberText(value, variable.format) : value;
    const label = variable.labels.get(value) ?? '';
    if (label === '' || (plain && !isMissing(value))) return number;
    if (points && !isMissing(value)) return `${number} - ${label}`;
    return shared.has(label) ? `${label} (${number})` : label;
  };
  const text = (value: SpssValue) => {
    if (!isGiven(value)) return '';
    const known = texts.get(value) ?? write(value);
    texts.set(value, known);
    return known;
  };
  const noAnswers = [...variable.missing.values, ...variable.labels.keys(), ...given];
  return {
    text,
    isAnswer: (value) => isGiven(value) && !isMissing(value),
    offered: plain || labelled.length > mostOffered ? [] : labelled.map(text),
    missing: [...new Set(noAnswers.filter(isMissing).map(text))],
  };
}

/** Only some points of a scale are named: "1 - Not at all", 2, 3, 4, "5 - Completely". */
function areNamedEnds(labelled: (string | number)[], bare: (string | number)[]): boolean {
  const [low, high] = [labelled[0], labelled.at(-1)];
  const points = [...labelled, ...bare];
  return (
    typeof low === 'number' &&
    typeof high === 'number' &&
    bare.some((value) => Number(value) > low && Number(value) < high) &&
    points.every((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 10)
  );
}

function repeatedLabels(labels: ReadonlyMap<string | number, string>): Set<string> {
  const seen = new Set<string>();
  return new Set([...labels.values()].filter((label) => seen.size === seen.add(label).size));
}

const nameOf = (variable: SpssVariable) => variable.label || variable.name;

/** A variable as a column: value labels instead of codes, dates as text, nothing where SPSS has nothing. */
export function variableColumn(variable: SpssVariable, values: readonly SpssValue[]): SpssColumn {
  const { text, offered, missing } = wordingOf(variable, values);
  return {
    declared: {
      code: variable.name,
      header: nameOf(variable),
      subheader: '',
      offered,
      missing,
    },
    cells: values.map(text),
  };
}

const [ticked, unticked] = ['1', '0'];

/** More than that are no options of one question. */
const mostCategories = 100;

/**
 * A multiple response set as a column for each option, "1" where it was chosen and "0" where not; the
 * text of a user-missing value stays. Undefined where the set is too odd to be one question.
 */
export function setColumns(
  set: SpssResponseSet,
  valuesOf: (variable: SpssVariable) => readonly SpssValue[],
): SpssColumn[] | undefined {
  if (set.variables.length < 2) return undefined;
  return set.counted === undefined ? categoryColumns(set, valuesOf) : dichotomies(set, valuesOf);
}

type ValuesOf = Parameters<typeof setColumns>[1];

function dichotomies(set: SpssResponseSet, valuesOf: ValuesOf): SpssColumn[] {
  return set.variables.map((variable) => {
    const counted = variable.width > 0 ? (set.counted ?? '') : Number(set.counted);
    const values = valuesOf(variable);
    const { text, isAnswer, missing } = wordingOf(variable, values);
    const label = set.namedByValue ? variable.labels.get(counted) : undefined;
    return {
      declared: {
        code: variable.name,
        header: set.label,
        subheader: label ?? nameOf(variable),
        offered: [],
        missing,
      },
      cells: values.map((value) => {
        if (value === counted) return ticked;
        return isAnswer(value) ? unticked : text(value);
      }),
    };
  });
}

function categoryColumns(set: SpssResponseSet, valuesOf: ValuesOf): SpssColumn[] | undefined {
  const members = set.variables.map((variable) => {
    const values = valuesOf(variable);
    return { variable, values, ...wordingOf(variable, values) };
  });
  const texts = members.map(({ values, text, isAnswer }) =>
    values.map((value) => ({ answer: isAnswer(value), text: text(value) })),
  );
  const categories = new Set(members.flatMap(({ offered }) => offered));
  for (const cells of texts) {
    for (const { answer, text } of cells) if (answer) categories.add(text);
    if (categories.size > mostCategories) return undefined;
  }
  const cases = (members[0]?.values ?? []).map((_, row) => {
    const cells = texts.flatMap((column) => column[row] ?? []);
    const chosen = new Set(cells.filter(({ answer }) => answer).map(({ text }) => text));
    const excuse = cells.find(({ answer, text }) => !answer && text !== '')?.text ?? '';
    return { chosen, excuse };
  });
  const missing = [...new Set(members.flatMap((member) => member.missing))];
  return [...categories].map((category) => ({
    declared: {
      code: set.variables[0]?.name ?? '',
      header: set.label,
      subheader: category,
      offered: [],
      missing,
    },
    cells: cases.map(({ chosen, excuse }) => {
      if (chosen.size === 0) return excuse;
      return chosen.has(category) ? ticked : unticked;
    }),
  }));
}
