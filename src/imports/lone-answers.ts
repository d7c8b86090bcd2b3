import { foldLabel } from '../surveys/words.js';
import type { Db } from '../db/schema.js';
import { changeImport } from './import-queries.js';
import { parseMapping } from './import-papers.js';
import type { Mapping } from './import-types.js';
import {
  loneOptions,
  removeOption,
  surveyMappings,
  type GivenAnswer,
  type LoneOption,
} from './answer-queries.js';

/** Options that stand in a heading of the file are nobody's own words. */
const isHeading = ({ label }: LoneOption, mappings: readonly Mapping[]) =>
  mappings.some(({ columns }) =>
    columns.some(({ option }) => option !== undefined && foldLabel(option) === foldLabel(label)),
  );

const without = (mapping: Mapping, lone: readonly LoneOption[]): Mapping => ({
  ...mapping,
  questions: mapping.questions.map((question) => {
    const gone = new Set(
      lone.filter((one) => one.questionKey === question.key).map(({ label }) => foldLabel(label)),
    );
    const options = question.options.filter(({ label }) => !gone.has(foldLabel(label)));
    return { ...question, options };
  }),
});

/**
 * Takes out the options among `given` that no response of the survey bears any more, from the questions
 * and from the mappings kept for the next wave: a text that only one person gave is their own.
 */
export async function removeLoneAnswers(
  db: Db,
  surveyId: number,
  given: readonly GivenAnswer[],
): Promise<void> {
  const stored = await surveyMappings(db, surveyId);
  const mappings = stored.flatMap(({ id, mapping }) => {
    const parsed = parseMapping(mapping);
    return parsed ? [{ id, parsed }] : [];
  });
  const parsed = mappings.map((one) => one.parsed);
  const lone = (await loneOptions(db, given)).filter((option) => !isHeading(option, parsed));
  if (lone.length === 0) return;
  for (const option of lone) await removeOption(db, option);
  for (const { id, parsed: mapping } of mappings) {
    await changeImport(db, id, { mapping: JSON.stringify(without(mapping, lone)) });
  }
}
