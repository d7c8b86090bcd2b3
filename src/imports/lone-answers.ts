import { foldLabel } from '../surveys/words.js';
import type { Db } from '../db/schema.js';
import { changeImport } from './import-queries.js';
import { parseMapping } from './import-papers.js';
import type { Mapping } from './import-types.js';
import {
  isAnotherImporting,
  loneOptions,
  removeOption,
  surveyOptions,
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

async function parsedMappings(db: Db, surveyId: number) {
  const stored = await surveyMappings(db, surveyId);
  return stored.flatMap(({ id, mapping }) => {
    const parsed = parseMapping(mapping);
    return parsed ? [{ id, parsed }] : [];
  });
}

const isConfirmed = ({ questionKey, label }: LoneOption, mappings: readonly Mapping[]) =>
  mappings.some(({ questions }) =>
    questions.some(
      ({ key, options }) =>
        key === questionKey && options.some((one) => foldLabel(one.label) === foldLabel(label)),
    ),
  );

/**
 * Takes out the options that an import gave to known questions and that came to nothing, because it was cut
 * short before it changed the responses that would bear them. Another one under way may have given some too:
 * then they stay.
 */
export async function removeStrayOptions(
  db: Db,
  { importId, surveyId }: { importId: number; surveyId: number },
): Promise<void> {
  if (await isAnotherImporting(db, surveyId, importId)) return;
  const mappings = (await parsedMappings(db, surveyId)).map(({ parsed }) => parsed);
  const lone = await loneOptions(db, await surveyOptions(db, surveyId));
  for (const option of lone) {
    if (!isHeading(option, mappings) && !isConfirmed(option, mappings))
      await removeOption(db, option);
  }
}

/**
 * Takes out the options among `given` that no response of the survey bears any more, from the questions
 * and from the mappings kept for the next wave: a text that only one person gave is their own.
 */
export async function removeLoneAnswers(
  db: Db,
  surveyId: number,
  given: readonly GivenAnswer[],
): Promise<void> {
  const mappings = await parsedMappings(db, surveyId);
  const parsed = mappings.map((one) => one.parsed);
  const lone = (await loneOptions(db, given)).filter((option) => !isHeading(option, parsed));
  if (lone.length === 0) return;
  for (const option of lone) await removeOption(db, option);
  for (const { id, parsed: mapping } of mappings) {
    await changeImport(db, id, { mapping: JSON.stringify(without(mapping, lone)) });
  }
}
