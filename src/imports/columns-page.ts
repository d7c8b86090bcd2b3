import { comparedPage } from './compared-page.js';
import type { ImportProfile, MappingEdits } from './import-papers.js';
import type { Mapping, QuestionMapping } from './import-types.js';
import { kindWords, readingWords, roleWords, type AnswerReading } from './mapping-words.js';

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

const isAskedOfAll = (
  { base, askedOfAll = false }: QuestionMapping,
  edit: MappingEdits['questions'][number] | undefined,
) => base === null || (edit?.askedOfAll ?? askedOfAll);

function describeQuestion(question: QuestionMapping, mapping: Mapping, edits: MappingEdits | null) {
  const edit = edits?.questions.find((candidate) => candidate.key === question.key);
  const readings = new Map(
    edit?.options.map((option): [string, AnswerReading] => [
      option.label,
      option.missing ?? option.polarity,
    ]),
  );
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
    askedOfAll: isAskedOfAll(question, edit),
    dontKnowInBase: edit?.dontKnowInBase ?? question.dontKnowInBase,
    hasDontKnow: question.options.some((option) => option.missing === 'dont_know'),
    options: question.options.map((option) => ({
      label: option.label,
      count: option.count,
      reading: readings.get(option.label) ?? option.missing ?? option.polarity,
    })),
  };
}

/** What the officer confirms: where the file is from, what every column is, how every answer counts. */
export function columnsPage(
  profile: ImportProfile,
  mapping: Mapping,
  edits: MappingEdits | null,
  { showPersonal }: { showPersonal: boolean },
) {
  const editOf = (position: number) =>
    edits?.columns.find((candidate) => candidate.position === position);
  const { columns, ...recognised } = profile;
  const shown = columns.map((column) => {
    const edit = editOf(column.position);
    const role = edit?.role ?? column.role;
    const hidden = !showPersonal && [role, column.role].includes('personal');
    return {
      ...column,
      role,
      kind: edit?.kind ?? column.kind,
      examples: hidden ? [] : column.examples,
      hidden,
    };
  });
  return {
    recognised,
    compared: comparedPage(mapping, edits),
    columns: shown,
    unsure: shown.filter((column) => column.confidence === 'low').length,
    roles: choices(roleWords),
    kinds: choices(kindWords),
    readings: choices(readingWords),
    questions: mapping.questions.map((question) => describeQuestion(question, mapping, edits)),
  };
}
