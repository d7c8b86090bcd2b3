import { readText } from '../text/read-text.js';
import type { Token } from '../text/words.js';
import type { CheckedExtract, LeftOut } from './extract.js';
import type { Span } from './folded-text.js';

/** That what is left out may change what is said; the author has to say that it does not. */
export interface Caution {
  /** Of the kind and of what is left out, by its places: where more or less is, it is another caution. */
  key: string;
  sentence: string;
}

const wordSet = (words: string) => new Set(words.split(/\s+/));
/** As `Word.form` has them: "n't", "carnt" and the like are "not". */
const negations = wordSet(
  'not no never nothing none nobody nor neither without hardly barely rarely cannot lack lacks lacking stop stopped',
);
const turns = wordSet(
  'but however although though unless except until if would should could might wish used pretend pretended supposed',
);
/** How many words after a negation it reaches in the main. */
const reach = 3;

type Good = Extract<CheckedExtract, { ok: true }>;
const isIn = ({ start, end }: Span, spans: readonly Span[]) =>
  spans.some((span) => start >= span.start && end <= span.end);
const isWord = ({ word }: Token) => word.kind === 'word' || word.kind === 'number';

/** "“not”", each once and as the comment writes them. */
const named = (comment: string, tokens: readonly Token[]): string[] => [
  ...new Set(tokens.map(({ start, end }) => `“${comment.slice(start, end).toLowerCase()}”`)),
];

interface Reading {
  comment: string;
  tokens: readonly Token[];
  kept: readonly Token[];
}

/** A negation or a turn that is left out of a sentence of which other words are quoted. */
function leftOut({ comment, tokens, kept }: Reading, gap: LeftOut): Caution[] {
  const quoted = new Set(kept.map(({ sentence }) => sentence));
  const lost = tokens.filter(
    (token) =>
      isIn(token, [gap]) &&
      quoted.has(token.sentence) &&
      (negations.has(token.word.form) || turns.has(token.word.form)),
  );
  if (lost.length === 0) return [];
  const words = named(comment, lost);
  return [
    {
      key: `left-out-${gap.start}-${gap.end}`,
      sentence: `${words.join(' and ')} ${words.length === 1 ? 'is' : 'are'} left out of a sentence that you quote.`,
    },
  ];
}

/** A negation that is quoted and whose own words are not: "I am not … safe". */
function cutOff({ comment, tokens, kept }: Reading, gap: LeftOut): Caution[] {
  if (!gap.marks.includes('…')) return [];
  const before = kept.filter(({ end }) => end <= gap.start).slice(-reach);
  const lost = tokens.find((token) => isIn(token, [gap]) && isWord(token));
  const negation = before.find(
    ({ word, sentence }) => negations.has(word.form) && sentence === lost?.sentence,
  );
  const goesOn = kept.some(({ start }) => start >= gap.end);
  if (!negation || !goesOn) return [];
  return [
    {
      key: `cut-off-${gap.start}-${gap.end}`,
      sentence: `What ${named(comment, [negation]).join()} is about is left out after it.`,
    },
  ];
}

const sentenceEnd = /[.!?]/;

/** Two sentences made one: "The staff … are horrible". */
function joined({ comment, tokens, kept }: Reading, gap: LeftOut): Caution[] {
  const before = kept.filter(({ end }) => end <= gap.start).at(-1);
  const after = kept.find(({ start }) => start >= gap.end);
  if (!before || !after || before.sentence === after.sentence) return [];
  if (sentenceEnd.test(comment.slice(before.end, gap.start))) return [];
  const beginsWithin = tokens.some(
    (token) => isIn(token, [gap]) && isWord(token) && token.sentence === after.sentence,
  );
  if (!beginsWithin) return [];
  const sentence = 'The words around “…” are of two sentences and may now read as one.';
  return [{ key: `joined-${gap.start}-${gap.end}`, sentence }];
}

/** What the author has to look at before these words of the comment are quoted; in their order. */
export function cautionsOf(comment: string, { segments, gaps }: Good): Caution[] {
  const { tokens } = readText(comment);
  const kept = tokens.filter((token) => isWord(token) && isIn(token, segments));
  const reading = { comment, tokens, kept };
  return gaps.flatMap((gap) => [
    ...leftOut(reading, gap),
    ...cutOff(reading, gap),
    ...joined(reading, gap),
  ]);
}
