import {
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  UTINYINT,
  type DuckDBConnection,
} from '@duckdb/node-api';
import { waves, type Answers } from './statistics-waves.js';

/** How many rows DuckDB takes at once. */
const chunkRows = 2048;
/** Whoever gave no answer to the columns' question is in none of them. */
const firstMissing = 250;

/** A condition and two questions to set against each other, by their places. */
export interface Crossing {
  rows: number;
  columns: number;
  where: { question: number; code: number };
}

/** Counts by what they are of: "question authority code", with the wave before it where there are several. */
export type KeyedCounts = Map<string, number>;

export interface DuckDbCounts {
  byAuthority(): Promise<KeyedCounts>;
  byWave(): Promise<KeyedCounts>;
  crossed(crossing: Crossing): Promise<KeyedCounts>;
  threads: number;
  close(): void;
}

async function load(connection: DuckDBConnection, answers: Answers): Promise<void> {
  const columns = [answers.authorities, ...answers.questions];
  const names = columns.map((_, at) => `c${at}`);
  const shape = names.map((name) => `${name} utinyint`).join(', ');
  await connection.run(`create table sheet (response integer, wave utinyint, ${shape})`);
  const appender = await connection.createAppender('sheet');
  const total = answers.authorities.length;
  const size = Math.ceil(total / waves);
  for (let from = 0; from < total; from += chunkRows) {
    const numbers = Array.from({ length: Math.min(chunkRows, total - from) }, (_, at) => from + at);
    const chunk = DuckDBDataChunk.create([INTEGER, UTINYINT, ...columns.map(() => UTINYINT)]);
    chunk.setColumns([
      numbers,
      numbers.map((response) => Math.floor(response / size)),
      ...columns.map((cells) => [...cells.subarray(from, from + numbers.length)]),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const questions = names.slice(1);
  await connection.run(`create table answer as
    select response, wave, c0 as authority,
      unnest(range(${questions.length}))::utinyint as question, unnest([${questions.join(', ')}]) as code
    from sheet`);
  await connection.run('drop table sheet');
}

/** The same answers in memory, one a row, each with its wave and authority so that nothing need be joined. */
export async function openDuckDb(answers: Answers): Promise<DuckDbCounts> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await load(connection, answers);
  const counts = async (query: string): Promise<KeyedCounts> => {
    const rows = (await connection.runAndReadAll(query)).getRows();
    return new Map(rows.map((row) => [row.slice(0, -1).join(' '), Number(row.at(-1))]));
  };
  const [[threads] = []] = (
    await connection.runAndReadAll("select current_setting('threads')")
  ).getRows();
  return {
    threads: Number(threads),
    byAuthority: () =>
      counts('select question, authority, code, count(*) from answer group by all'),
    byWave: () =>
      counts('select wave, question, authority, code, count(*) from answer group by all'),
    crossed: ({ rows, columns, where }) =>
      counts(`select a.code, b.code, count(*) from answer a
        join answer b using (response) join answer c using (response)
        where a.question = ${rows} and b.question = ${columns} and b.code < ${firstMissing}
          and c.question = ${where.question} and c.code = ${where.code}
        group by all`),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
