import type { PreparedImport } from '../import-types.js';

/** A response of the file that the wave has already. */
export interface Match {
  /** Its place among the file's responses. */
  at: number;
  /** Its place in the earlier import. */
  position: number;
}

/** A response that an earlier import of the wave holds. */
export interface NumberedResponse {
  importId: number;
  position: number;
  platformId: string;
}

/**
 * The responses of a file whose number an earlier import holds, by that import, the one with most first.
 * Numbers match exactly; a response without one matches nothing.
 */
export function matchResponses(
  responses: PreparedImport['responses'],
  known: readonly NumberedResponse[],
): Map<number, Match[]> {
  const places = new Map<string, number>();
  responses.forEach(({ platformId }, at) => {
    if (platformId) places.set(platformId, at);
  });
  const matches = new Map<number, Map<number, Match>>();
  for (const { importId, position, platformId } of known) {
    const at = places.get(platformId);
    if (at === undefined) continue;
    const own = matches.get(importId) ?? new Map<number, Match>();
    if (!own.has(at)) own.set(at, { at, position });
    matches.set(importId, own);
  }
  const byImport = [...matches].map(([importId, own]): [number, Match[]] => [
    importId,
    [...own.values()],
  ]);
  return new Map(byImport.sort(([, a], [, b]) => b.length - a.length));
}

/** Numbers that a platform gives to each form anew, from 1 on, say nothing across two files. */
const mostCounted = 1_000_000;

/** Whether a number can hardly be another response's: "R_3nPq", an eight-digit number of a whole platform. */
export const isUnmistakable = (platformId: string) =>
  !/^\d+$/.test(platformId) || Number(platformId) >= mostCounted;

/** What is left of a file when the responses that are updated elsewhere are taken out. */
export function withoutResponses(
  prepared: PreparedImport,
  taken: ReadonlySet<number>,
): PreparedImport {
  if (taken.size === 0) return prepared;
  const places = new Map<number, number>();
  prepared.responses.forEach((_, at) => {
    if (!taken.has(at)) places.set(at, places.size);
  });
  return {
    ...prepared,
    responses: prepared.responses.filter((_, at) => places.has(at)),
    questions: prepared.questions.map((question) => ({
      ...question,
      columns: question.columns.map(({ option, cells }) => ({
        option,
        cells: cells.filter((_, at) => places.has(at)),
      })),
    })),
    comments: prepared.comments.flatMap((comment) => {
      const position = places.get(comment.position);
      return position === undefined ? [] : [{ ...comment, position }];
    }),
  };
}
