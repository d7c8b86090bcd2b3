import { foldLine, parseFields, parseOptionalId, parseText, parseTexts } from '../http/parse.js';
import type { Condition } from './conditions.js';
import {
  countedKinds,
  proposedScores,
  type CountedKind,
  type MeasureDefinition,
} from './measure-definition.js';
import type { Measure, MeasureText } from './measure-queries.js';
import type { AskedQuestion } from './asked-question.js';

/** What a measure of a question can be made of. */
export interface MeasureChoices {
  question: AskedQuestion;
  /** The questions and attributes that a condition can ask of. */
  questions: AskedQuestion[];
  groups: { key: string; plural: string }[];
  /** The other waves of the survey that hold answers. */
  waves: { id: number; name: string }[];
}

/** The words of a measure, as entered. */
export interface MeasureWords {
  name: string;
  statement: string;
  sentence: string;
  baseWords: string;
}

/** What the form of a measure holds, as entered. */
export interface MeasureForm extends MeasureWords {
  counted: CountedKind;
  optionCodes: number[];
  /** By option code, as typed; '' for an answer that has no score. */
  scores: Record<number, string>;
  groupKeys: string[];
  groupsApart: boolean;
  dontKnowInBase: boolean;
  conditionQuestion: number | null;
  conditionCodes: number[];
  waveIds: number[];
}

const scoreTexts = (scores: readonly [code: number, score: number][]) =>
  Object.fromEntries(scores.map(([code, score]) => [code, String(score)]));

export const blankMeasureForm = ({ question }: MeasureChoices): MeasureForm => ({
  name: '',
  counted: 'options',
  optionCodes: question.options
    .filter((option) => option.polarity === 'negative')
    .map((option) => option.code),
  scores: scoreTexts(proposedScores(question)),
  groupKeys: [],
  groupsApart: false,
  dontKnowInBase: question.dontKnowInBase,
  conditionQuestion: null,
  conditionCodes: [],
  waveIds: [],
  statement: '',
  sentence: '',
  baseWords: '',
});

export const wordsOf = (measure: Measure): MeasureWords => ({
  name: measure.name,
  statement: measure.statement,
  sentence: measure.sentenceTemplate ?? '',
  baseWords: measure.baseTemplate ?? '',
});

/** The form of a measure as it is; what it does not count starts as the question proposes it. */
export function formOf(measure: Measure, choices: MeasureChoices): MeasureForm {
  const { counted, condition, scores, optionCodes } = measure;
  const blank = blankMeasureForm(choices);
  const answer = condition?.kind === 'answer' ? condition : null;
  return {
    ...wordsOf(measure),
    counted,
    optionCodes: counted === 'options' ? optionCodes : blank.optionCodes,
    scores: counted === 'mean' ? scoreTexts(scores) : blank.scores,
    groupKeys: measure.groupKeys,
    groupsApart: measure.groupsApart,
    dontKnowInBase: measure.dontKnowInBase,
    conditionQuestion: answer?.questionId ?? null,
    conditionCodes: answer?.codes ?? [],
    waveIds: measure.otherWaveIds,
  };
}

const readLine = (value: unknown) => foldLine(parseText(value));

/** Codes of the boxes ticked, of the options that there are. */
function readCodes(value: unknown, { options }: Pick<AskedQuestion, 'options'>): number[] {
  const ticked = new Set(parseTexts(value));
  return options.map(({ code }) => code).filter((code) => ticked.has(String(code)));
}

export function readWords(body: unknown): MeasureWords {
  const fields = parseFields(body);
  return {
    name: readLine(fields['name']),
    statement: readLine(fields['statement']),
    sentence: readLine(fields['sentence']),
    baseWords: readLine(fields['baseWords']),
  };
}

/** What was entered, as far as it names what there is. */
export function readMeasureForm(body: unknown, choices: MeasureChoices): MeasureForm {
  const fields = parseFields(body);
  const { question, questions, groups, waves } = choices;
  const counted = parseText(fields['counted']);
  const asked = questions.find(({ id }) => id === parseOptionalId(fields['conditionQuestion']));
  const groupKeys = new Set(parseTexts(fields['groups']));
  const waveIds = new Set(parseTexts(fields['waves']));
  return {
    ...readWords(body),
    counted: countedKinds.find((kind) => kind === counted) ?? 'options',
    optionCodes: readCodes(fields['options'], question),
    scores: Object.fromEntries(
      question.options.map(({ code }) => [code, parseText(fields[`score-${code}`])]),
    ),
    groupKeys: groups.map(({ key }) => key).filter((key) => groupKeys.has(key)),
    groupsApart: groups.length > 1 && parseText(fields['groupsApart']) !== '',
    dontKnowInBase: parseText(fields['dontKnowInBase']) !== '',
    conditionQuestion: asked?.id ?? null,
    conditionCodes: asked ? readCodes(fields[`condition-${asked.id}`], asked) : [],
    waveIds: waves.map(({ id }) => id).filter((id) => waveIds.has(String(id))),
  };
}

function conditionOf({ conditionQuestion, conditionCodes }: MeasureForm): Condition | null {
  if (conditionQuestion === null) return null;
  return { kind: 'answer', questionId: conditionQuestion, codes: conditionCodes, missing: [] };
}

/** The words of a form without faults, as they are kept. */
export const textOf = ({ name, statement, sentence, baseWords }: MeasureWords): MeasureText => ({
  name,
  statement,
  sentenceTemplate: sentence === '' ? null : sentence,
  baseTemplate: baseWords === '' ? null : baseWords,
});

/** What a form without faults counts. */
export function definitionOf(form: MeasureForm): MeasureDefinition {
  const scores = Object.entries(form.scores).flatMap(([code, text]): [number, number][] =>
    text === '' ? [] : [[Number(code), Number(text)]],
  );
  return {
    counted: form.counted,
    optionCodes: form.counted === 'options' ? form.optionCodes : [],
    scores: form.counted === 'mean' ? scores : [],
    groupKeys: form.groupKeys,
    groupsApart: form.groupsApart,
    dontKnowInBase: form.dontKnowInBase,
    condition: conditionOf(form),
    otherWaveIds: form.waveIds,
  };
}
