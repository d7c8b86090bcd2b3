import { bulkInsert } from '../db/bulk-insert.js';
import type { Db } from '../db/schema.js';
import { questionKey } from '../surveys/words.js';
import type { Mapping } from './import-types.js';

/** Keeps how an import's file words the questions that the survey knows by an earlier wording. */
export async function saveWordings(
  db: Db,
  importId: number,
  surveyId: number,
  { columns }: Mapping,
): Promise<void> {
  const wordings = new Map(
    columns.flatMap(({ question, wording }): [string, string][] =>
      wording === undefined ? [] : [[questionKey(question), wording]],
    ),
  );
  const questions = await db
    .selectFrom('question')
    .select(['id', 'key'])
    .where('surveyId', '=', surveyId)
    .execute();
  const rows = questions.flatMap(({ id, key }) => {
    const text = wordings.get(key);
    return text === undefined ? [] : [{ importId, questionId: id, text }];
  });
  await bulkInsert(db, 'questionWording', rows);
}
