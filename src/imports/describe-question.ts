import { foldLabel, type MissingKind, type Polarity } from '../surveys/words.js';
import type { QuestionMarks } from './columns-view.js';
import { guessOptions } from './columns/option-polarity.js';
import { opposite } from './columns/reversed-wording.js';
import type { MappingEdits } from './import-papers.js';
import type { Mapping, QuestionMapping } from './import-types.js';
import type { AnswerReading } from './mapping-words.js';

type QuestionEdit = MappingEdits['questions'][number];
interface Read {
  label: string;
  polarity: Polarity;
  missing?: MissingKind | undefined;
}

/** Questions with the same answers, in whatever order, have the same scale. */
export const scaleOf = (options: readonly { label: string }[]): string =>
  options
    .map(({ label }) => foldLabel(label))
    .sort()
    .join('\n');

/**
 * Whether the answers of a question are read the other way round than their own words say: agreeing is
 * negative where the wording describes something bad.
 */
export function isTurned(options: readonly Read[]): boolean {
  const plain = new Map(
    guessOptions(
      '',
      options.map(({ label }) => label),
    ).options.map(({ label, polarity }) => [label, polarity]),
  );
  const judged = options.filter(({ label, polarity, missing }) => {
    const own = plain.get(label) ?? 'neutral';
    return missing === undefined && opposite[own] !== own && opposite[polarity] !== polarity;
  });
  return judged.length > 0 && judged.every((one) => plain.get(one.label) !== one.polarity);
}

const readingOf = ({ polarity, missing }: Read): AnswerReading => missing ?? polarity;

const isChanged = (question: QuestionMapping, edit: QuestionEdit) =>
  (question.askedOfAll ?? false) !== edit.askedOfAll ||
  question.dontKnowInBase !== edit.dontKnowInBase ||
  question.options.some(
    (option, place) => readingOf(option) !== readingOf(edit.options[place] ?? option),
  );

function marksOf(question: QuestionMapping, edit: QuestionEdit): QuestionMarks {
  const judged = edit.options.some(({ polarity }) => opposite[polarity] !== polarity);
  const isRouted = question.base !== null && !edit.askedOfAll;
  return {
    unsure: question.confidence === 'low' || (isRouted && question.base?.confidence === 'low'),
    turned: isTurned(edit.options),
    routed: isRouted,
    unjudged: question.kind !== 'multiple' && !judged,
    changed: isChanged(question, edit),
  };
}

/** One closed question as the officer sees it; `edit` is its readings as they stand. */
export function describeQuestion(question: QuestionMapping, edit: QuestionEdit, mapping: Mapping) {
  const parent = mapping.questions.find((other) => other.key === question.base?.questionKey);
  return {
    text: question.text,
    kind: question.kind,
    reason: question.reason,
    base: question.base && {
      question: parent?.text ?? 'Respondent group',
      labels: question.base.labels,
      reason: question.base.reason,
    },
    askedOfAll: question.base === null || edit.askedOfAll,
    dontKnowInBase: edit.dontKnowInBase,
    hasDontKnow: question.options.some((option) => option.missing === 'dont_know'),
    marks: marksOf(question, edit),
    options: question.options.map((option, place) => ({
      label: option.label,
      count: option.count,
      reading: readingOf(edit.options[place] ?? option),
    })),
  };
}
