import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { parseSearch, toSearchQuery } from '../../src/comments/parse-query.js';
import {
  indexComments,
  indexedWords,
  matchingComments,
  unindexComments,
} from '../../src/db/full-text.js';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Db } from '../../src/db/schema.js';

const db: Db = openDatabase(':memory:');
let lastId = 0;

beforeAll(async () => {
  await migrate(db);
  const createdAt = '2026-01-01T00:00:00Z';
  await db.insertInto('survey').values({ id: 1, name: 'Survey', createdAt }).execute();
  await db.insertInto('wave').values({ id: 1, surveyId: 1, name: 'Wave', createdAt }).execute();
  const question = { id: 1, surveyId: 1, key: 'q', text: 'Q?', kind: 'open', role: null } as const;
  await db
    .insertInto('question')
    .values({ ...question, position: 0, baseQuestionId: null, baseCodes: null })
    .execute();
  const file = { fileName: 'a.csv', fileSha256: '', fileBytes: 1, uploadName: null };
  await db
    .insertInto('import')
    .values({ id: 1, waveId: 1, state: 'published', createdAt, ...file })
    .execute();
});
afterAll(() => db.destroy());

async function add(...texts: string[]): Promise<number[]> {
  const before = lastId;
  const place = { importId: 1, surveyId: 1, waveId: 1, questionId: 1, position: 0 };
  for (const text of texts) {
    lastId += 1;
    await db
      .insertInto('comment')
      .values({ id: lastId, ...place, text })
      .execute();
  }
  await indexComments(db, 1, before);
  return texts.map((_, at) => before + at + 1);
}

async function remove(ids: number[]): Promise<void> {
  await unindexComments(db, ids);
  await db.deleteFrom('comment').where('id', 'in', ids).execute();
}

/** The places, in the given texts, of those that a typed search finds. */
async function finds(typed: string, ...texts: string[]): Promise<number[]> {
  const ids = await add(...texts);
  try {
    const rows = await db
      .selectFrom(matchingComments(toSearchQuery(parseSearch(typed).parts)).as('matched'))
      .select(['matched.id', 'matched.rank'])
      .orderBy('matched.id')
      .execute();
    for (const { rank } of rows) expect(Number.isFinite(rank)).toBe(true);
    return rows.map(({ id }) => ids.indexOf(id));
  } finally {
    await remove(ids);
  }
}

describe('a search', () => {
  test.each<[string, number[]]>([
    ['restrain', [0, 1]],
    ['restrained', [0, 1]],
    ['"restrain"', []],
    ['"restrained"', [0]],
    ['restrai*', [0, 1]],
    ['communicat*', [2]],
    ['communicat* -restraining', [2]],
    ['-restrain', [2, 3]],
    ['nothing OR communicat*', [2, 3]],
    ['"was" OR restraining', [0, 1]],
    ['restrain "was"', [0]],
    ['restrain* was communicat*', []],
    ['NOT "was"', [1, 2, 3]],
    ['cafe', [3]],
    ['CAFÉ', [3]],
    ["don't", [2]],
    ['don’t', [2]],
    ['wellbeing', [1]],
    ['well-being', [1, 3]],
    ['', [0, 1, 2, 3]],
    ['😀', [0, 1, 2, 3]],
  ])('for %s finds the comments %j', async (typed, expected) => {
    const found = await finds(
      typed,
      'I was restrained',
      'they are restraining for my wellbeing',
      'communication is bad in our community, dont ask',
      'nothing at the café. well-being',
    );
    expect(found).toEqual(expected);
  });

  test('puts the comment that is most about it first', async () => {
    const long = `restrained ${'and so it went on from day to day '.repeat(9)}`;
    const ids = await add(long, 'restrained, restrained again', 'quiet here', long);
    const rows = await db
      .selectFrom(matchingComments(toSearchQuery(parseSearch('restrain').parts)).as('matched'))
      .select('matched.id')
      .orderBy('matched.rank')
      .execute();
    await remove(ids);
    expect(rows[0]?.id).toBe(ids[1]);
    expect(rows.length).toBe(3);
  });
});

/** Letters that children and officials type, and what might be mistaken for an operator. */
const letter = fc.constantFrom(...'abeinorstABEINORSTéüßñçøłЖдαβ漢字0189');
const word = fc.oneof(
  fc.string({ unit: letter, minLength: 1, maxLength: 12 }),
  fc.constantFrom('AND', 'OR', 'NOT', 'NEAR', 'or', 'text', 'restrained', 'communities', 'being'),
);
const separator = fc.constantFrom(
  ' ',
  ', ',
  '. ',
  '\n',
  ' - ',
  '’ ',
  '"',
  ' (',
  ') ',
  '/',
  '😀',
  '*',
);
const comment = fc
  .array(fc.tuple(word, separator), { minLength: 1, maxLength: 12 })
  .map((pairs) => ({ words: pairs.map(([one]) => one), text: pairs.flat().join('') }));

describe('every comment', () => {
  test('is found by each word that it holds, and by no other word without it', async () => {
    await fc.assert(
      fc.asyncProperty(comment, async ({ words, text }) => {
        for (const one of words) {
          expect(await finds(one, text)).toEqual([0]);
          expect(await finds(`"${one}"`, text)).toEqual([0]);
          expect(await finds(`-"${one}"`, text)).toEqual([]);
        }
        expect(await finds('zzzqqq', text)).toEqual([]);
        expect(await finds('-zzzqqq', text)).toEqual([0]);
      }),
      { numRuns: 60 },
    );
  });

  test('is found by the beginning of each word, and by words in a row as a phrase', async () => {
    await fc.assert(
      fc.asyncProperty(comment, fc.nat(11), async ({ words, text }, cut) => {
        for (const one of words) {
          const begun = one.slice(0, 1 + (cut % one.length));
          expect(await finds(`${begun}*`, text)).toEqual([0]);
        }
        const phrase = words.slice(0, 1 + cut).join(' ');
        expect(await finds(`"${phrase}"`, text)).toEqual([0]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever is typed', () => {
  const pieces = fc.constantFrom(
    ...['"', '""', '-', '*', ' ', 'AND', 'OR', 'NOT', 'NEAR(', ')', '(', '{text}:', '^', '+', ':'],
    ...['\\', "'", ';', '--', '\u0000', '\ud83d', '😀', 'ß', 'a', 'staff', '“', '”', '–', '|'],
  );
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 25 }).map((list) => list.join('')),
    fc.array(pieces, { maxLength: 25 }).map((list) => list.join(' ')),
  );

  test('is searched for without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (typed) => {
        await finds(typed, 'the staff are good', 'a');
      }),
      { numRuns: 1500 },
    );
  });

  test('of 5,000 characters is searched for as far as is sensible', async () => {
    expect(await finds('staff '.repeat(833), 'the staff')).toEqual([0]);
    expect(await finds('('.repeat(5000), 'the staff')).toEqual([0]);
  });
});

describe('the indexes', () => {
  test('know the words as typed, and how many comments hold each', async () => {
    const ids = await add('Restrained, restrained', 'restrained RÉSTRAINT');
    const words = await indexedWords(db);
    await remove(ids);
    expect(words).toEqual([
      { word: 'restrained', comments: 2 },
      { word: 'restraint', comments: 1 },
    ]);
  });

  test('agree with the comments after some are taken out', async () => {
    const ids = await add('one two', 'two three', 'three four');
    await remove(ids.slice(1, 2));
    for (const index of ['comment_index', 'comment_exact']) {
      await sql`insert into ${sql.table(index)} (${sql.ref(index)}, rank) values ('integrity-check', 1)`.execute(
        db,
      );
    }
    expect((await indexedWords(db)).map(({ word: one }) => one)).toEqual([
      'four',
      'one',
      'three',
      'two',
    ]);
    await remove([ids[0] ?? 0, ids[2] ?? 0]);
  });
});
