import { describeComments } from '../../comments/comment-queries.js';
import { countWords, drawn } from '../../comments/count-words.js';
import { textsOf } from '../../comments/words-queries.js';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { attributionForms } from '../../surveys/attribution-queries.js';
import { viewFrom } from '../../surveys/attribution.js';
import { keyTerms, type KeyTerm } from '../../text/keyness.js';
import { randomNumbers, shuffle } from '../../text/random.js';
import { readText } from '../../text/read-text.js';
import { termsOf } from '../../text/terms.js';
import { mostTypical } from '../../text/typical.js';

const mostTerms = 20;
const mostExamples = 3;
/** Typical comments are looked for among so many, drawn at random, always the same. */
const mostLookedAt = 400;

export interface Words {
  first: KeyTerm[];
  second: KeyTerm[];
  /** Comments that were read for them. */
  read: { first: number; second: number };
}

/** The words that stand in one of two sets more often than in the other. */
export async function compareWords(
  db: Db,
  { first, second }: { first: readonly number[]; second: readonly number[] },
): Promise<Words> {
  const [readFirst, readSecond] = [drawn(first), drawn(second)];
  const one = await countWords(db, readFirst);
  const other = await countWords(db, readSecond);
  const by = { leastTexts: rulesOf(db).leastCell, most: mostTerms };
  return {
    first: keyTerms(one, other, by),
    second: keyTerms(other, one, by),
    read: { first: readFirst.length, second: readSecond.length },
  };
}

export interface Example {
  id: number;
  text: string;
  attribution: string;
  wave: string;
}

/** A few comments that are most like all of a set together. */
export async function examplesOf(db: Db, ids: readonly number[]): Promise<Example[]> {
  const some = [...ids];
  shuffle(some, randomNumbers(ids.length));
  const texts = await textsOf(db, some.slice(0, mostLookedAt));
  const terms = texts.map(({ text }) => termsOf(readText(text)).map(({ term }) => term));
  const typical = mostTypical(terms, mostExamples).flatMap((at) => texts[at]?.id ?? []);
  const described = await describeComments(
    db,
    typical.map((id) => ({ id, rank: 0 })),
  );
  const forms = await attributionForms(db);
  return described.map(({ id, text, groupKey, survey, wave }) => ({
    id,
    text,
    attribution: viewFrom(forms, groupKey, survey),
    wave,
  }));
}
