import { eachFeature, type ReadClause } from './sentiment-features.js';
import type { Span } from './sentiment-labels.js';
import { placeOf, weightAt, type SentimentModel } from './sentiment-model.js';
import type { Token } from './words.js';

/** How much more a feature speaks for a class than for the others. */
function leadOf(model: SentimentModel, place: number, of: 0 | 1 | 2): number {
  const [one, other] = [(of + 1) % 3, (of + 2) % 3];
  const most = Math.max(weightAt(model, place, one), weightAt(model, place, other));
  return weightAt(model, place, of) - most;
}

/** What each token of a clause adds for a class, that of a feature parted among its tokens. */
function votesFor(
  read: ReadClause,
  model: SentimentModel,
  tokens: readonly Token[],
  of: 0 | 1 | 2,
): number[] {
  const { from, to } = read.clause;
  const votes = new Array<number>(to - from).fill(0);
  eachFeature(tokens, read, (hash, first, last) => {
    const place = first < 0 ? -1 : placeOf(model, hash);
    if (place < 0) return;
    const vote = leadOf(model, place, of) / (last - first + 1);
    for (let token = first - from; token <= last - from; token += 1) {
      votes[token] = (votes[token] ?? 0) + vote;
    }
  });
  // Much of "lovely" is in its valence.
  const side = of === 0 ? 1 : of === 2 ? -1 : 0;
  return votes.map((vote, at) => {
    const token = tokens[from + at];
    const valence = token ? model.valenceOf(token.word) : 0;
    return vote + side * valence * (read.negation[at] ? -1 : 1);
  });
}

/** The tokens of a clause that speak for a class of the model, as spans; those next to each other as one. */
export function evidenceFor(
  read: ReadClause,
  model: SentimentModel,
  tokens: readonly Token[],
  of: 0 | 1 | 2,
): Span[] {
  const { from } = read.clause;
  const votes = votesFor(read, model, tokens, of);
  const least = votes.reduce((most, vote) => Math.max(most, vote), -Infinity) * 0.5;
  const spans: Span[] = [];
  if (least <= 0) return spans;
  votes.forEach((vote, at) => {
    const token = tokens[from + at];
    const previous = spans[spans.length - 1];
    if (!token || vote < least) return;
    if (previous && tokens[from + at - 1]?.end === previous.end) previous.end = token.end;
    else spans.push({ start: token.start, end: token.end });
  });
  return spans;
}
