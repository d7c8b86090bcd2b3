import { commentsAddress, noChoices, noValue } from '../comments/comment-filter.js';
import { countWords, drawn } from '../comments/count-words.js';
import { textsOf } from '../comments/words-queries.js';
import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import type { Sight } from '../people/sight.js';
import { groupComments } from '../text/group-comments.js';
import { collocations, keyTerms } from '../text/keyness.js';
import { readText } from '../text/read-text.js';
import { isShortAnswer } from '../text/short-answers.js';
import { termsOf } from '../text/terms.js';
import { idsByTheme } from './emerging-queries.js';

/** Groups are looked for among this many comments at most: it takes about a second. */
const mostGrouped = 2000;
const mostTerms = 30;
const mostGroups = 20;
const leastMembers = 3;
const examplesShown = 4;

const termsIn = (text: string) => termsOf(readText(text)).map(({ term }) => term);

/** What the code frame misses: words, phrases and groups of the comments that have no theme. */
export async function showEmerging(db: Db, viewer: Sight) {
  const { leastCell } = rulesOf(db);
  const untagged = await idsByTheme(db, viewer, false);
  const tagged = await idsByTheme(db, viewer, true);
  const here = await countWords(db, drawn(untagged));
  const rest = await countWords(db, drawn(tagged));
  const linked = <T extends { term: string }>(terms: readonly T[]) =>
    terms.map((one) => ({ ...one, href: linesOf(one.term) }));
  const texts = (await textsOf(db, drawn(untagged).slice(0, mostGrouped)))
    // A hundred times “nothing” is no theme.
    .filter(({ text }) => !isShortAnswer(readText(text)));
  const groups = groupComments(
    texts.map(({ text }) => termsIn(text)),
    { leastMembers, most: mostGroups },
  );
  return {
    untagged: untagged.length,
    tagged: tagged.length,
    grouped: texts.length,
    leastTexts: leastCell,
    terms: linked(keyTerms(here, rest, { leastTexts: leastCell, most: mostTerms })),
    phrases: linked(collocations(here, { leastTexts: leastMembers, most: mostTerms })),
    groups: groups.map(({ members, words }) => ({
      words,
      size: members.length,
      comments: members.slice(0, examplesShown).flatMap((at) => texts[at] ?? []),
      ids: members.flatMap((at) => texts[at]?.id ?? []),
    })),
  };
}

/** The lines of a term in the comments without a theme. */
const linesOf = (term: string) =>
  commentsAddress({ ...noChoices, theme: [noValue] }, { q: `"${term}"` }, '/comments/lines');
