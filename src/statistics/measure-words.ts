import { formatDate, formatCount, formatList } from '../http/formats.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { conditionInWords } from './condition-words.js';
import type { Reason } from './measure-basis.js';
import { countedCodes, type MeasureDefinition, type WithOptions } from './measure-definition.js';
import type { AskedQuestion } from './asked-question.js';

/** What the words of a definition need besides it. */
export interface DefinitionNames {
  question: WithOptions;
  questions: readonly AskedQuestion[];
  /** Names of waves by id. */
  waves: ReadonlyMap<number, string>;
}

const quoted = (labels: readonly string[]) => formatList(labels.map((label) => `“${label}”`));

const labelOf = ({ options }: WithOptions, code: number) =>
  options.find((option) => option.code === code)?.label ?? 'an answer that is no longer there';

export const groupPlural = (key: string) =>
  respondentGroups.find((group) => group.key === key)?.plural ?? key;

/** Which answers a measure counts or scores, in words: "“Poor” and “Very poor” (negative)". */
function countedInDefinition(definition: MeasureDefinition, question: WithOptions): string {
  const codes = countedCodes(question, definition);
  const labels = quoted(codes.map((code) => labelOf(question, code)));
  const scores = definition.scores.map(([code, score]) => `“${labelOf(question, code)}” ${score}`);
  return {
    options: labels,
    negative: `the negative answers: ${labels || 'there are none'}`,
    top_two: `the two best answers: ${labels}`,
    mean: `the mean of ${formatList(scores)}`,
  }[definition.counted];
}

/** Whose answers: "everybody", "adopters and staff together", "adopters and staff apart". */
function groupsInWords({ groupKeys, groupsApart }: MeasureDefinition): string {
  const groups = respondentGroups.filter(({ key }) => groupKeys.includes(key));
  const names = formatList(groups.map(({ plural }) => plural.toLowerCase()));
  if (groups.length < 2) return names || 'everybody';
  return `${names}, ${groupsApart ? 'each with a figure of its own' : 'counted together'}`;
}

/** Every part of a definition in words, by the names that reasons call them. */
export function definitionInWords(
  definition: MeasureDefinition,
  { question, questions, waves }: DefinitionNames,
) {
  const { condition, otherWaveIds, dontKnowInBase } = definition;
  const others = otherWaveIds.flatMap((id) => waves.get(id) ?? []);
  return {
    counted: countedInDefinition(definition, question),
    groups: groupsInWords(definition),
    condition: condition
      ? `only those ${conditionInWords(condition, questions)}`
      : 'nobody else left out',
    waves: others.length > 0 ? formatList(others) : 'no other wave',
    dont_know: dontKnowInBase ? 'in the base' : 'not in the base',
    scores: countedInDefinition(definition, question),
  };
}

const partNames = {
  counted: 'what is counted',
  groups: 'whose answers',
  condition: 'who is in the base',
  waves: 'the other waves',
  dont_know: 'those who don’t know',
  scores: 'the scores',
} as const;

const polarityWords = {
  positive: 'positive',
  neutral: 'neither positive nor negative',
  negative: 'negative',
  excluded: 'outside the base',
} as const;

type ReasonOf<K extends Reason['kind']> = Extract<Reason, { kind: K }>;
interface Change {
  before: MeasureDefinition | null;
  after: MeasureDefinition;
  names: DefinitionNames;
}

/** "the score of “Very poor” changed from 1 to 0" */
function scoreChanges(
  before: MeasureDefinition,
  after: MeasureDefinition,
  question: WithOptions,
): string {
  const [then, now] = [new Map(before.scores), new Map(after.scores)];
  const changed = question.options.filter(({ code }) => then.get(code) !== now.get(code));
  const words = changed.map(
    ({ code, label }) =>
      `of “${label}” from ${then.get(code) ?? 'none'} to ${now.get(code) ?? 'none'}`,
  );
  return `the score changed ${formatList(words)}`;
}

function definitionReason({ parts }: ReasonOf<'definition'>, { before, after, names }: Change) {
  const [then, now] = [before && definitionInWords(before, names), definitionInWords(after, names)];
  const told = parts
    // A mean that there was not before tells its scores.
    .filter((part) => part !== 'scores' || !parts.includes('counted'))
    .map((part) =>
      part === 'scores' && before
        ? scoreChanges(before, after, names.question)
        : `${partNames[part]} changed${then ? ` from ${then[part]}` : ''} to ${now[part]}`,
    );
  return told.join('; ');
}

function importReason({ fileName, at, corrected }: ReasonOf<'imported'>): string {
  const on = at === null ? '' : ` on ${formatDate(at)}`;
  const also = corrected > 0 ? `, which changed ${formatCount(corrected, 'earlier response')}` : '';
  return `the file ${fileName} was imported${on}${also}`;
}

function polarityReason({ code, before, after }: ReasonOf<'polarity'>, { names }: Change): string {
  const now = after === null ? 'not there' : polarityWords[after];
  const was = before === null ? '' : `, no longer ${polarityWords[before]}`;
  return `“${labelOf(names.question, code)}” counts as ${now}${was}`;
}

const reasonWords: {
  [K in Reason['kind']]: (reason: ReasonOf<K>, change: Change) => string;
} = {
  first: () => 'it was counted for the first time',
  definition: definitionReason,
  imported: importReason,
  undone: ({ fileName }) => `the import of ${fileName} was undone`,
  erased: ({ responses }) =>
    responses === 1 ? 'a response was erased' : `${formatCount(responses, 'response')} were erased`,
  polarity: polarityReason,
  base_rule: () => 'the base of the question was changed',
  routing: () => 'who was asked the question was found to be otherwise',
  answers: () => 'answers of the wave were changed',
};

/** Why a figure became another, as the rest of "because …". */
export const reasonInWords = <K extends Reason['kind']>(
  reason: ReasonOf<K>,
  change: Change,
): string => reasonWords[reason.kind](reason, change);
