import type { Db } from '../../src/db/schema.js';
import { addImport, changeImport } from '../../src/imports/import-queries.js';
import type { PreparedImport, PreparedQuestion } from '../../src/imports/import-types.js';
import { storeImport } from '../../src/imports/store-import.js';
import { wholeSight } from '../../src/people/sight.js';
import { missingCode } from '../../src/surveys/answer-codes.js';
import { respondentGroups } from '../../src/surveys/respondent-groups.js';
import { ensureWave } from '../../src/surveys/survey-queries.js';
import { questionKey } from '../../src/surveys/words.js';
import { closedQuestions } from './export-columns.js';
import { dice } from './large-export.js';

const seed = 20_261_126;
/** Local authorities, by which every question is counted. */
export const authorities = 24;
/** The responses are stored twice: as one wave, and cut into as many as this. */
export const waves = 10;

/** Answers as they are stored: a byte each. */
export interface Answers {
  groups: Uint8Array;
  authorities: Uint8Array;
  /** In the order of `closedQuestions`. */
  questions: Uint8Array[];
}

/** The same answers for the same number of responses; one in twenty gave no reply. */
export function rollAnswers(responses: number): Answers {
  const roll = dice(seed);
  const noReply = missingCode('no_reply', 'u8');
  const column = (below: number, gaps: boolean) =>
    new Uint8Array(responses).map(() => (gaps && roll(20) === 0 ? noReply : roll(below)));
  return {
    groups: column(respondentGroups.length, false),
    authorities: column(authorities, false),
    questions: closedQuestions.map(([, options]) => column(options.length, true)),
  };
}

const asked = (
  text: string,
  labels: readonly string[],
  cells: Uint8Array,
  own: Pick<PreparedQuestion, 'kind' | 'role'>,
): PreparedQuestion => ({
  ...own,
  key: questionKey(text),
  text,
  options: labels.map((label, at) => ({ label, polarity: at === 3 ? 'negative' : 'neutral' })),
  encoding: 'u8',
  columns: [{ option: 0, cells }],
  base: null,
  dontKnowInBase: true,
});

function preparedOf(answers: Answers): PreparedImport {
  const names = Array.from({ length: authorities }, (_, at) => `Authority ${at + 1}`);
  const groups = respondentGroups.map(({ name }) => name);
  return {
    rowsRead: answers.groups.length,
    excluded: [],
    // Nothing that is counted is in them.
    responses: [],
    questions: [
      asked('I am a', groups, answers.groups, { kind: 'attribute', role: 'respondent_group' }),
      asked('Authority', names, answers.authorities, {
        kind: 'attribute',
        role: 'local_authority',
      }),
      ...closedQuestions.map(([text, options], at) =>
        asked(text, options, answers.questions[at] ?? new Uint8Array(), {
          kind: 'single',
          role: null,
        }),
      ),
    ],
    openQuestions: [],
    comments: [],
    problems: [],
    problemCounts: {},
    counts: [],
  };
}

async function storeWave(db: Db, survey: string, wave: string, answers: Answers): Promise<number> {
  const waveId = await ensureWave(db, wholeSight, survey, wave);
  const importId = await addImport(db, {
    waveId,
    fileName: `${survey} ${wave}.csv`,
    fileSha256: `${survey} ${wave}`,
    fileBytes: 0,
    uploadName: null,
    uploadKey: null,
    groupKey: null,
  });
  const { surveyId } = await db
    .selectFrom('wave')
    .select('surveyId')
    .where('id', '=', waveId)
    .executeTakeFirstOrThrow();
  await storeImport(db, { importId, surveyId, waveId }, preparedOf(answers), {
    tagged: { parts: [], save: () => Promise.resolve() },
    onProgress: () => undefined,
  });
  const publishedAt = new Date().toISOString();
  const responseCount = answers.groups.length;
  await changeImport(db, importId, { state: 'published', publishedAt, responseCount });
  return waveId;
}

/** Stores the answers through the import's own code: as one wave first, then in ten; the waves' ids. */
export async function storeWaves(
  db: Db,
  answers: Answers,
): Promise<{ whole: number; parts: number[] }> {
  const whole = await storeWave(db, 'One wave', '2012-13', answers);
  const size = Math.ceil(answers.groups.length / waves);
  const parts: number[] = [];
  for (let at = 0; at < waves; at += 1) {
    const cut = (cells: Uint8Array) => cells.slice(at * size, (at + 1) * size);
    const own = {
      groups: cut(answers.groups),
      authorities: cut(answers.authorities),
      questions: answers.questions.map(cut),
    };
    parts.push(await storeWave(db, 'Ten waves', String(2004 + at), own));
  }
  return { whole, parts };
}
