import type { Db } from '../../db/schema.js';
import { unpackCells } from '../../surveys/answer-codes.js';
import { answersInWords } from '../answer-words.js';
import { labelsOf } from '../grid-queries.js';
import type { CommentColumn } from './comment-columns.js';
import { answerColumnsOf } from './download-queries.js';

/** Columns of a file with what the writers of its comments answered to some questions, read whole beforehand. */
export async function answerColumns(
  db: Db,
  questions: readonly { id: number; text: string }[],
): Promise<CommentColumn[]> {
  const labels = await labelsOf(
    db,
    questions.map(({ id }) => id),
  );
  return Promise.all(
    questions.map(async ({ id, text }): Promise<CommentColumn> => {
      const columns = (await answerColumnsOf(db, id)).map(({ cells, ...column }) => ({
        ...column,
        cells: unpackCells(cells, column.encoding),
      }));
      const ofImport = new Map<number, typeof columns>();
      for (const column of columns) {
        ofImport.set(column.importId, [...(ofImport.get(column.importId) ?? []), column]);
      }
      return [
        text,
        24,
        ({ importId, position }) => {
          const own = ofImport.get(importId) ?? [];
          const cells = own.flatMap(({ cells: all, ...column }) => {
            const cell = all[position];
            return cell === undefined ? [] : [{ ...column, cell }];
          });
          const [answered] = answersInWords(cells, labels);
          return answered?.answers.join('; ') ?? '';
        },
      ];
    }),
  );
}
