import { bulkInsert } from '../db/bulk-insert.js';
import { indexComments, mergeSeldom } from '../db/full-text.js';
import { inShortTransactions } from '../db/short-transactions.js';
import type { Db } from '../db/schema.js';
import {
  missingKindOf,
  packCells,
  type AnswerCells,
  type Encoding,
} from '../surveys/answer-codes.js';
import { saveBase, saveQuestion, type SavedQuestion } from '../surveys/question-queries.js';
import { lastComment } from './import-queries.js';
import type { PreparedImport, PreparedQuestion } from './import-types.js';

/** Where an import's rows belong. */
export interface ImportPlace {
  importId: number;
  surveyId: number;
  waveId: number;
}

type Progress = (stage: string, done: number, total: number) => void;

/** The file's own option codes replaced by the survey's; missing codes stay. */
function renumber(cells: AnswerCells, encoding: Encoding, codes: readonly number[]): AnswerCells {
  if (encoding === 'f64' || codes.every((code, local) => code === local)) return cells;
  return cells.map((cell) => (missingKindOf(cell, encoding) ? cell : (codes[cell] ?? cell)));
}

async function storeColumns(
  db: Db,
  importId: number,
  question: PreparedQuestion,
  saved: SavedQuestion,
): Promise<void> {
  const ofOptions = question.kind === 'multiple';
  const rows = question.columns.map(({ option, cells }) => ({
    importId,
    questionId: saved.id,
    optionCode: ofOptions ? (saved.codes[option] ?? option) : -1,
    encoding: question.encoding,
    cells: packCells(ofOptions ? cells : renumber(cells, question.encoding, saved.codes)),
  }));
  await bulkInsert(db, 'answerColumn', rows);
}

/** Makes the questions, their options and bases, and stores their columns, all in one transaction. */
async function storeAnswers(
  db: Db,
  { importId, surveyId }: ImportPlace,
  prepared: PreparedImport,
): Promise<Map<string, number>> {
  const ids = new Map<string, SavedQuestion>();
  await db.transaction().execute(async (transaction) => {
    for (const [position, question] of prepared.questions.entries()) {
      const saved = await saveQuestion(transaction, surveyId, question, position);
      ids.set(question.key, saved);
      await storeColumns(transaction, importId, question, saved);
    }
    for (const question of prepared.questions) {
      const own = ids.get(question.key);
      if (own) await saveBase(transaction, own.id, savedBase(question, prepared, ids));
    }
    for (const [position, { key, text }] of prepared.openQuestions.entries()) {
      const open = {
        key,
        text,
        kind: 'open',
        role: null,
        options: [],
        dontKnowInBase: true,
      } as const;
      const place = prepared.questions.length + position;
      ids.set(key, await saveQuestion(transaction, surveyId, { ...open, options: [] }, place));
    }
  });
  return new Map([...ids].map(([key, saved]) => [key, saved.id]));
}

function savedBase(
  question: PreparedQuestion,
  prepared: PreparedImport,
  ids: ReadonlyMap<string, SavedQuestion>,
): { questionId: number; codes: number[] } | null {
  const { base } = question;
  const parent = base && prepared.questions.find((other) => other.key === base.questionKey);
  const saved = parent && ids.get(parent.key);
  if (!saved) return null;
  const codes = base.labels.map(
    (label) => saved.codes[parent.options.findIndex((option) => option.label === label)],
  );
  return { questionId: saved.id, codes: codes.filter((code) => code !== undefined) };
}

async function storeResponses(db: Db, importId: number, prepared: PreparedImport): Promise<void> {
  const rows = prepared.responses.map(({ sourceRow, platformId }, position) => ({
    importId,
    position,
    sourceRow,
    platformId,
  }));
  await inShortTransactions(db, rows, (transaction, part) =>
    bulkInsert(transaction, 'response', part),
  );
}

interface CommentRow {
  questionId: number;
  position: number;
  groupKey: string | null;
  text: string;
}

/**
 * Writes a part of the comments and returns their ids, in order. The numbers are ours to give: nobody
 * else writes during the transaction.
 */
async function storeComments(
  db: Db,
  place: ImportPlace,
  rows: readonly CommentRow[],
): Promise<number[]> {
  const before = await lastComment(db);
  const numbered = rows.map((row, at) => ({ id: before + 1 + at, ...place, ...row }));
  await bulkInsert(db, 'comment', numbered);
  await indexComments(db, place.importId, before);
  return numbered.map(({ id }) => id);
}

/** What tagging found for consecutive comments, from the first on, with what stores it; see tag-import. */
export interface TaggedParts<T> {
  parts: AsyncIterable<readonly T[]> | Iterable<readonly T[]>;
  save(db: Db, commentIds: readonly number[], found: readonly T[]): Promise<void>;
}

/**
 * Writes a prepared import in short transactions, its comments as soon as they are tagged. Nothing of it
 * counts until the caller publishes it.
 */
export async function storeImport<T>(
  db: Db,
  place: ImportPlace,
  prepared: PreparedImport,
  { tagged, onProgress }: { tagged: TaggedParts<T>; onProgress: Progress },
): Promise<void> {
  onProgress('Storing answers', 0, prepared.questions.length);
  const questionIds = await storeAnswers(db, place, prepared);
  await storeResponses(db, place.importId, prepared);
  await mergeSeldom(db);
  const { comments, responses } = prepared;
  let stored = 0;
  for await (const found of tagged.parts) {
    const from = stored;
    const rows = comments
      .slice(from, from + found.length)
      .map(({ position, questionKey, text }): CommentRow => ({
        questionId: questionIds.get(questionKey) ?? 0,
        position,
        groupKey: responses[position]?.groupKey ?? null,
        text,
      }));
    await inShortTransactions(db, rows, async (transaction, part, done) => {
      const ids = await storeComments(transaction, place, part);
      await tagged.save(transaction, ids, found.slice(done - part.length, done));
    });
    stored += found.length;
    onProgress('Tagging comments', stored, comments.length);
  }
}
