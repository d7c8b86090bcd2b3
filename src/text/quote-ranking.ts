import { clarityOf, readQuote, tellingOf } from './quote-clarity.js';
import { readText } from './read-text.js';
import { stemsOf } from './terms.js';
import { similarity, sumOf, vectorsOf, type TermVector } from './tf-idf.js';

export interface QuoteComment {
  id: number;
  text: string;
  /** The same for all comments of one person. */
  respondent: string;
  /** The same for all comments from one home, agency or area; none where that is not known. */
  setting?: string;
  /** The share of what it speaks of that the quote is to be about, 0 to 1; 1 where that is not known. */
  focus?: number;
}

/** Each from 0 to 1. */
export interface QuoteParts {
  /** How much it shares with the middle of all others, as a share of what the one that shares most does. */
  centrality: number;
  clarity: number;
  length: number;
  /** Whether it says what somebody went through rather than what is generally so. */
  telling: number;
}

export interface QuoteCandidate extends QuoteComment {
  parts: QuoteParts;
  /** The parts weighed, 0 to 1. */
  score: number;
  /** Likeness to the likest of those ranked before it, 0 to 1. */
  repeats: number;
  /** What speaks against it when it is read alone, each following "it". */
  faults: string[];
  words: number;
}

/**
 * They add up to 1. On the pairs marked "set" of tests/text/quote-pairs.jsonl they agree with 136 of 160, and
 * with 129 before stems, official wording, what nobody else speaks of and telling counted.
 */
export const partWeights: Readonly<QuoteParts> = {
  centrality: 0.25,
  clarity: 0.35,
  length: 0.25,
  telling: 0.15,
};

/** Words of a pull quote that is long enough to say something and short enough to be read. */
const fitting = { least: 12, most: 45 };
/** Two comments that are more alike say the same. */
const nearDuplicate = 0.8;
/** How much of the order is quality; the rest is being unlike those before. */
const qualityShare = 0.7;
/** Being from the same setting counts as being this much alike. */
const sameSetting = 0.3;
/** A comment that shares less with the others than this, as a share of what the most central shares, is apart. */
const apart = 0.1;
/** What is left of the score of one that shares nothing: it speaks of something else. */
const leftApart = 0.5;
/** What is left of the score of one that speaks of nothing that the quote is to be about. */
const leftUnfocused = 0.7;

/** 1 for a fitting length; less in proportion below it, and down to 0 at twice the most. */
function lengthFit(words: number): number {
  if (words < fitting.least) return words / fitting.least;
  return Math.max(0, Math.min(1, 2 - words / fitting.most));
}

const partNames = ['centrality', 'clarity', 'length', 'telling'] as const;
const weigh = (parts: QuoteParts, weights: Readonly<QuoteParts>) =>
  partNames.reduce((sum, name) => sum + parts[name] * weights[name], 0);

type Scored = QuoteCandidate & { vector: TermVector };

/** From `least` to 1, as a share of 0 to 1 has it. */
const between = (least: number, share: number) => least + (1 - least) * share;

/** How much each shares with the middle of all the others, as a share of what the one that shares most does. */
function sharedWithOthers(vectors: readonly TermVector[], sums: TermVector): number[] {
  const shared = vectors.map((vector) => similarity(vector, sums) - similarity(vector, vector));
  const most = shared.reduce((one, other) => Math.max(one, other), 0) || 1;
  return shared.map((one) => Math.max(0, one) / most);
}

function scoreAll(comments: readonly QuoteComment[], weights: Readonly<QuoteParts>): Scored[] {
  const read = comments.map(({ text }) => readText(text));
  const vectors = vectorsOf(read.map(stemsOf));
  const sums = sumOf(vectors);
  const shared = sharedWithOthers(vectors, sums);
  return read.flatMap((one, at): Scored[] => {
    const [comment, vector] = [comments[at], vectors[at]];
    if (!comment || !vector) return [];
    const quote = readQuote(one);
    const { clarity, faults } = clarityOf(quote);
    const words = quote.words.length;
    const centrality = shared[at] ?? 0;
    const parts = { centrality, clarity, length: lengthFit(words), telling: tellingOf(quote) };
    const joined = comments.length > 1 ? Math.min(1, centrality / apart) : 1;
    const focus = between(leftUnfocused, comment.focus ?? 1);
    const score = weigh(parts, weights) * between(leftApart, joined) * focus;
    return [{ ...comment, parts, score, repeats: 0, faults, words, vector }];
  });
}

/** How good each comment is as a pull quote of the selection, in the order given. */
export const scoreQuotes = (
  comments: readonly QuoteComment[],
  weights = partWeights,
): QuoteCandidate[] => scoreAll(comments, weights).map(withoutVector);

const withoutVector = ({ vector: _, ...candidate }: Scored): QuoteCandidate => candidate;

const worth = ({ score, repeats }: Scored) => qualityShare * score - (1 - qualityShare) * repeats;

/** How alike two are as a reader of both would find them: by their words, or by where they come from. */
const alike = (one: Scored, other: Scored) =>
  Math.max(
    similarity(one.vector, other.vector),
    one.setting !== undefined && one.setting === other.setting ? sameSetting : 0,
  );

/**
 * The best quotes of a selection, `most` at most: by maximal marginal relevance, none nearly the same as one
 * before it, no two of one respondent, and from different settings where they are as good. The same comments in the same order make the same list.
 * Source: J. Carbonell and J. Goldstein, "The use of MMR, diversity-based reranking for reordering documents
 * and producing summaries", SIGIR 1998, 335–336.
 */
export function rankQuotes(comments: readonly QuoteComment[], most: number): QuoteCandidate[] {
  // A comment without a word that says something stands for nothing, and would be like none before it.
  let left = scoreAll(comments, partWeights).filter(({ vector }) => vector.size > 0);
  const ranked: QuoteCandidate[] = [];
  while (left.length > 0 && ranked.length < most) {
    const best = left.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    ranked.push(withoutVector(best));
    left = left.flatMap((one) => {
      const repeats = Math.max(one.repeats, alike(one, best));
      const isSpent = one.respondent === best.respondent || repeats > nearDuplicate;
      return isSpent ? [] : [{ ...one, repeats }];
    });
  }
  return ranked;
}
