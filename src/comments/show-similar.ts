import { wordCounts } from '../db/word-counts.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { viewFrom } from '../surveys/attribution.js';
import { readText } from '../text/read-text.js';
import { groupAlike, likenessOf } from '../text/similar-texts.js';
import { termsOf } from '../text/terms.js';
import { themesOf } from './comment-queries.js';
import { candidatesLike, type SimilarCandidate } from './similar-queries.js';

/** Words that look for candidates: the rarest say most. */
const mostWords = 8;
/** The words together look through no more comments than these: more could not be ranked in a moment. */
const mostHolders = 10_000;
const mostCandidates = 150;
const mostShown = 5;
/** Comments that share less are about different things. */
const leastLike = 0.2;
/** At least this much alike is nearly the same words. */
const nearlySame = 0.8;
/** What sharing every theme adds to the likeness of the words. */
const weightOfThemes = 0.25;

interface Comment {
  id: number;
  text: string;
  importId: number;
  position: number;
}

const wordsOf = (text: string): string[] => [
  ...new Set(
    termsOf(readText(text))
      .filter(({ term }) => !term.includes(' '))
      .map(({ start, end }) => text.slice(start, end).toLowerCase()),
  ),
];

/** The words of a text by which comments like it can be found; none in a text of common words alone. */
async function tellingWords(db: Db, text: string): Promise<string[]> {
  const counts = await wordCounts(db, wordsOf(text));
  const rarest = [...counts]
    .filter(([, comments]) => comments > 1)
    .sort((one, other) => one[1] - other[1] || one[0].localeCompare(other[0]))
    .slice(0, mostWords);
  let holders = 0;
  return rarest
    .filter(([, comments]) => (holders += comments) <= mostHolders)
    .map(([word]) => word);
}

/** The share of the themes of two comments that both have. */
function sharedThemes(own: readonly string[], others: readonly string[]): number {
  const all = new Set([...own, ...others]).size;
  return all === 0 ? 0 : own.filter((key) => others.includes(key)).length / all;
}

async function findCandidates(
  db: Db,
  viewer: Sight,
  comment: Comment & { questionId: number },
  themeKeys: string[],
): Promise<SimilarCandidate[]> {
  const words = await tellingWords(db, comment.text);
  if (words.length === 0) return [];
  const search = {
    all: [words.map((word) => ({ words: [word], match: 'stem' as const }))],
    none: [],
  };
  const { questionId, importId, position } = comment;
  const asked = { questionId, themeKeys, limit: mostCandidates };
  const found = await candidatesLike(db, viewer, search, asked);
  // What else the same person wrote is on the page already.
  return found.filter((one) => one.importId !== importId || one.position !== position);
}

/**
 * Comments of the same question or theme that are like one that the viewer sees: those in nearly the same
 * words, and others by words and themes together, the most like first.
 */
export async function showSimilar(
  db: Db,
  viewer: Sight,
  comment: Comment & { questionId: number },
  themeKeys: string[],
) {
  const candidates = await findCandidates(db, viewer, comment, themeKeys);
  const themes = await themesOf(
    db,
    candidates.map(({ id }) => id),
  );
  const texts = [comment, ...candidates].map(({ text }) =>
    termsOf(readText(text)).map(({ term }) => term),
  );
  const likeness = likenessOf(texts);
  const scores = candidates.map(({ id }, at) => {
    const keys = (themes.get(id) ?? []).map(({ key }) => key);
    const words = likeness(0, at + 1);
    return { at: at + 1, words, score: words + weightOfThemes * sharedThemes(themeKeys, keys) };
  });
  const near = scores.filter(({ words }) => words >= nearlySame);
  const like = scores
    .filter(({ words }) => words >= leastLike && words < nearlySame)
    .sort((one, other) => other.score - one.score || one.at - other.at);
  const groups = groupAlike(
    like.map(({ at }) => at),
    likeness,
    nearlySame,
  );
  const forms = await attributionForms(db);
  const describe = (at: number) => {
    const one = candidates[at - 1] as SimilarCandidate;
    const { id, text, groupKey, survey, wave } = one;
    const common = (themes.get(id) ?? []).filter(({ key }) => themeKeys.includes(key));
    return {
      id,
      text,
      attribution: viewFrom(forms, groupKey, survey),
      wave,
      themes: common.map(({ name }) => name),
    };
  };
  return {
    nearlySame: near.map(({ at }) => describe(at)),
    similar: groups.slice(0, mostShown).map(([first = 0, ...rest]) => ({
      ...describe(first),
      inNearlyTheSameWords: rest.map((at) => candidates[at - 1]?.id ?? 0),
    })),
  };
}
