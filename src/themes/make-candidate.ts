import { findComment } from '../comments/comment-queries.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Viewer } from '../people/permissions.js';
import { formatCount } from '../http/formats.js';
import { readText } from '../text/read-text.js';
import { termsOf } from '../text/terms.js';
import { addThemeToDraft } from './frame-drafts.js';

const namedComments = 3;
const wordsUsed = 3;
/** Words of rules, and no more than letters: a pattern takes nothing else. */
const plain = /^\p{L}+$/u;

/** The words that most of some texts share, the commonest first. */
function sharedWords(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = termsOf(readText(text)).map(({ term }) => term);
    for (const word of new Set(words)) {
      if (plain.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count * 2 >= texts.length)
    .sort(([one, many], [other, more]) => more - many || one.localeCompare(other))
    .map(([word]) => word);
}

/** Two shared words near each other, or the one that there is. */
function rulesFrom(words: readonly string[]) {
  const [first, ...others] = words.slice(0, wordsUsed);
  if (first === undefined) return [];
  const say = others.length > 0 ? others.map((other) => `${first} ~8 ${other}`) : [first];
  return say.map((one) => ({ say: [one], unless: [], whenAsked: [] }));
}

/**
 * Adds a theme made from a group of comments to the draft of the code frame, for a person to name, define and
 * give better rules. @throws ViewfinderError `invalid` where there is none that its maker may see.
 */
export async function makeCandidate(db: Db, viewer: Viewer, ids: readonly number[]) {
  const found = await Promise.all(ids.map((id) => findComment(db, viewer, id)));
  const seen = found.flatMap((comment) => comment ?? []);
  if (seen.length === 0) {
    throw new ViewfinderError(
      'invalid',
      'These comments are not there any more. Look at the groups again.',
    );
  }
  const words = sharedWords(seen.map(({ text }) => text));
  const named = seen.slice(0, namedComments).map(({ id }) => id);
  return addThemeToDraft(db, viewer, {
    name: `Candidate: ${words.slice(0, wordsUsed).join(', ') || 'a group of comments'}`,
    // Never their words: a frame outlives the comments, and leaves the server.
    definition: `Made from ${formatCount(seen.length, 'comment')} without a theme, numbers ${named.join(', ')} among them: say what it is about.`,
    rules: rulesFrom(words),
  });
}
