import type { SearchQuery, SearchTerm } from '../db/full-text.js';
import type { Span } from '../text/sentiment-labels.js';
import { foldWord, stemOf, wordsIn, type FoundWord } from './word-forms.js';

/** A run of a text: `marked` words were searched for, `evidence` caused a theme. */
export interface Segment {
  text: string;
  marked: boolean;
  evidence: boolean;
}

type WordTest = (word: FoundWord) => boolean;

/** One test for each word of a term, in order. */
function wordTests({ words, match }: SearchTerm): WordTest[] {
  const folded = words.map(foldWord);
  return folded.map((wanted, at): WordTest => {
    if (match === 'prefix' && at === folded.length - 1) {
      return (word) => word.folded.startsWith(wanted);
    }
    if (match !== 'stem') return (word) => word.folded === wanted;
    const stem = stemOf(wanted);
    return (word) => word.folded === wanted || stemOf(word.folded) === stem;
  });
}

/** Words and phrases near each other are marked one by one. */
const eachWord = (term: SearchTerm): SearchTerm[] =>
  term.match === 'near'
    ? term.words.map((item) => ({ words: item.split(' '), match: 'stem' }))
    : [term];

/** Where the words that were searched for stand in a text. */
export function matchedSpans(text: string, query: SearchQuery | undefined): Span[] {
  if (!query) return [];
  const words = wordsIn(text);
  return query.all
    .flat()
    .flatMap(eachWord)
    .flatMap((term) => {
      const tests = wordTests(term);
      return words.flatMap((first, at) => {
        const run = words.slice(at, at + tests.length);
        const last = run[tests.length - 1];
        const found = last && tests.every((test, place) => test(run[place] ?? first));
        return found ? [{ start: first.start, end: last.end }] : [];
      });
    });
}

const covers = (spans: readonly Span[], start: number, end: number) =>
  spans.some((span) => span.start <= start && span.end >= end);

/** A text cut at every edge of a span; the segments' texts joined are the text. */
export function segmentText(
  text: string,
  marked: readonly Span[],
  evidence: readonly Span[] = [],
): Segment[] {
  const edges = [...marked, ...evidence].flatMap(({ start, end }) => [start, end]);
  const inside = edges.filter((edge) => edge > 0 && edge < text.length);
  const cuts = [...new Set([0, ...inside, text.length])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1] ?? text.length;
    return {
      text: text.slice(start, end),
      marked: covers(marked, start, end),
      evidence: covers(evidence, start, end),
    };
  });
}
