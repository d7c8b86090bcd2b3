import type { Match } from './match-responses.js';

/** A comment of the earlier import. */
export interface KnownComment {
  id: number;
  position: number;
  questionId: number;
  groupKey: string | null;
  text: string;
}

/** A comment of a matched response in the later file; `questionId` is undefined for a new question. */
export interface CommentHere {
  at: number;
  questionKey: string;
  questionId: number | undefined;
  text: string;
}

export interface ComparedComments {
  /** Comments whose text is another now. */
  rewritten: { match: Match; known: KnownComment; here: CommentHere }[];
  added: { match: Match; here: CommentHere }[];
  /** There before, and blank now: kept. */
  blank: { match: Match; known: KnownComment }[];
  /** The same text both times. */
  same: { match: Match; known: KnownComment }[];
}

const pairOf = (at: number, questionId: number | undefined) => `${at}/${questionId ?? 'new'}`;

function gather<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const gathered = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const known = gathered.get(key);
    if (known) known.push(one);
    else gathered.set(key, [one]);
  }
  return gathered;
}

/**
 * Compares the comments of matched responses. A response may have two under one question: those of the
 * same text belong together, and the others in their order. `asked` are the open questions of the file.
 */
export function compareComments(
  matches: readonly Match[],
  stored: readonly KnownComment[],
  here: readonly CommentHere[],
  asked: ReadonlySet<number>,
): ComparedComments {
  const byPosition = new Map(matches.map((match) => [match.position, match]));
  const byPlace = new Map(matches.map((match) => [match.at, match]));
  const there = gather(
    stored.filter(({ position }) => byPosition.has(position)),
    ({ position, questionId }) => pairOf(byPosition.get(position)?.at ?? 0, questionId),
  );
  const result: ComparedComments = { rewritten: [], added: [], blank: [], same: [] };
  const mine = gather(
    here.filter(({ at }) => byPlace.has(at)),
    ({ at, questionId }) => pairOf(at, questionId),
  );
  for (const [key, comments] of mine) {
    const left = [...(there.get(key) ?? [])];
    const unlike = comments.filter((comment) => {
      const same = left.findIndex(({ text }) => text === comment.text);
      const [known] = same < 0 ? [] : left.splice(same, 1);
      const match = byPlace.get(comment.at);
      if (known && match) result.same.push({ match, known });
      return !known;
    });
    for (const comment of unlike) {
      const match = byPlace.get(comment.at);
      const known = left.shift();
      if (match && known) result.rewritten.push({ match, known, here: comment });
      else if (match) result.added.push({ match, here: comment });
    }
    there.set(key, left);
  }
  for (const known of [...there.values()].flat()) {
    const match = byPosition.get(known.position);
    if (match && asked.has(known.questionId)) result.blank.push({ match, known });
  }
  return result;
}
