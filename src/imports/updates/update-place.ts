import { wholeSight } from '../../people/sight.js';
import { questionKey } from '../../surveys/words.js';
import { findImport } from '../import-queries.js';
import type { ImportReport } from '../import-papers.js';
import type { ImportTask } from '../import-task.js';
import type { Mapping, PreparedImport, Problem, SurveyTable } from '../import-types.js';
import type { UpdatePlan } from './plan-update.js';
import { sameNumbersOf } from './update-queries.js';
import { summariseUpdate, updateProblems } from './update-summary.js';

/** Where an update's responses are looked for, and how the file is laid out. */
export async function updatePlace(
  { db, importId }: Pick<ImportTask, 'db' | 'importId'>,
  { columns }: Mapping,
) {
  const { surveyId, waveId, groupKey } = await findImport(db, wholeSight, importId);
  const sameNumbers = await sameNumbersOf(db, importId);
  const parts = new Set(
    columns.flatMap(({ role, question }) =>
      role === 'multiple_part' ? [questionKey(question)] : [],
    ),
  );
  return { surveyId, waveId, groupKey, sameNumbers, parts };
}

/** What is said of responses that the wave has already. */
export const saidOf = (
  plan: UpdatePlan,
  prepared: PreparedImport,
  table: SurveyTable,
  mapping: Mapping,
) => ({
  update: summariseUpdate(plan),
  problems: updateProblems(plan, prepared, table, mapping),
});

function countKinds(
  problems: readonly Problem[],
  counts: ImportReport['problemCounts'],
): ImportReport['problemCounts'] {
  const all = { ...counts };
  for (const { kind } of problems) all[kind] = (all[kind] ?? 0) + 1;
  return all;
}

/** A report of what is new in a file, with what the file does to responses that are known. */
export const withUpdate = (
  report: ImportReport,
  said: ReturnType<typeof saidOf>,
): ImportReport => ({
  ...report,
  problems: [...said.problems, ...report.problems],
  problemCounts: countKinds(said.problems, report.problemCounts),
  ...(said.update && { update: said.update }),
});
