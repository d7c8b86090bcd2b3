import { sql } from 'kysely';
import { keptFolder } from '../../support/kept-folder.js';
import { startTestServices, type TestServices } from '../../support/test-services.js';

/** One child's return. */
export interface Return {
  id: string;
  safe?: string;
  helps?: string;
  good?: string;
  better?: string;
}

const columns = ['id', 'safe', 'helps', 'good', 'better'] as const;
const headings = [
  'Response ID',
  'Do you feel safe?',
  'Who helps you?',
  'What is good?',
  'What could be better?',
];

const quoted = (text: string) => `"${text.replace(/"/g, '""')}"`;

/** Twenty returns with numbers from 1 on, all different in their words. */
export const returns = (): Return[] =>
  Array.from({ length: 20 }, (_, at) => ({
    id: String(at + 1),
    safe: at % 3 === 0 ? 'No' : 'Yes',
    helps: at % 2 === 0 ? 'Carer; Teacher' : 'Teacher',
    good: `My dog number ${at + 1} sleeps beside me every night`,
    better: at % 4 === 0 ? '' : `I wish there were ${at + 1} quiet rooms for homework`,
  }));

/** The returns as a file; `also` adds columns of its own. */
export function knownFile(
  rows: readonly Return[],
  also: Readonly<Record<string, (row: Return) => string>> = {},
  without: readonly (typeof columns)[number][] = [],
): string {
  const kept = columns.filter((name) => !without.includes(name));
  const names = kept.map((name) => headings[columns.indexOf(name)] ?? '');
  return [
    [...names, ...Object.keys(also)],
    ...rows.map((row) => [
      ...kept.map((name) => row[name] ?? ''),
      ...Object.values(also).map((cell) => cell(row)),
    ]),
  ]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');
}

/** A data folder into which first.csv has been imported, as the import 1 of "Fostering": the twenty returns. */
export const firstFolder = keptFolder(async () => {
  const services = await startTestServices();
  await services.importText('first.csv', knownFile(returns()), { survey: 'Fostering' });
  return { dataDir: services.config.dataDir, stop: services.stop };
});

/** The same returns, some with other cells. */
export const changed = (
  rows: readonly Return[],
  changes: Readonly<Record<string, Partial<Return>>>,
) => rows.map((row) => ({ ...row, ...changes[row.id] }));

const tables = ['question', 'option', 'answer_column', 'response', 'comment', 'sentiment', 'tag'];
const indexes = ['comment_index', 'comment_exact'];

/** Everything that counts of a database, table by table, and what both indexes find for each word. */
export async function dump(
  { db }: Pick<TestServices, 'db'>,
  words: readonly string[],
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      db,
    );
    found[table] = rows
      .map((row) =>
        JSON.stringify(row, (_, cell: unknown) => (cell instanceof Uint8Array ? [...cell] : cell)),
      )
      .sort();
  }
  for (const index of indexes) {
    for (const word of words) {
      const { rows } = await sql<{ rowid: number }>`
        select rowid from ${sql.table(index)} where ${sql.ref(index)} match ${word} order by rowid`.execute(
        db,
      );
      found[`${index} ${word}`] = rows.map(({ rowid }) => rowid);
    }
  }
  return found;
}

/** The twenty once more: five of them otherwise, and a new one. */
export const later = [
  ...changed(returns(), {
    '2': { safe: 'No', good: 'My wombat is back and eats carrots' },
    '3': { safe: '' },
    '5': { better: 'A garden swing would be lovely' },
    '6': { better: '' },
    '7': { helps: 'Carer' },
  }),
  { id: '21', safe: 'Sometimes', helps: 'Teacher', good: 'The new pogostick is brilliant' },
];
