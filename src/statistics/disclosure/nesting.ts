import type { AskedQuestion } from '../rates.js';
import type { Answers, JointCount } from './joint-answers.js';

const placeRoles = new Set(['provider', 'local_authority', 'region']);

/** The questions that say where somebody is: which provider lies in which region is no secret. */
export const placeQuestions = (questions: readonly AskedQuestion[]): number[] =>
  questions.filter(({ role }) => role !== null && placeRoles.has(role)).map(({ id }) => id);

/** The places of one kind that each place of another is seen in; undefined where one is in several. */
function nestOf(counts: readonly JointCount[], inner: number, outer: number) {
  const nest = new Map<number, number>();
  for (const { answers } of counts) {
    const [own] = answers.get(inner)?.codes ?? [];
    const [around] = answers.get(outer)?.codes ?? [];
    if (own === undefined || around === undefined) continue;
    if ((nest.get(own) ?? around) !== around) return undefined;
    nest.set(own, around);
  }
  return nest;
}

/** Whether somebody can be in the places that answers name, as far as all the answers show. */
export function placesFit(
  counts: readonly JointCount[],
  questions: readonly AskedQuestion[],
): (answers: Answers) => boolean {
  const places = placeQuestions(questions);
  const nests = places.flatMap((inner) =>
    places.flatMap((outer) => {
      const nest = inner === outer ? undefined : nestOf(counts, inner, outer);
      return nest ? [{ inner, outer, nest }] : [];
    }),
  );
  return (answers) =>
    nests.every(({ inner, outer, nest }) => {
      const [own] = answers.get(inner)?.codes ?? [];
      const [around] = answers.get(outer)?.codes ?? [];
      const known = own === undefined ? undefined : nest.get(own);
      return known === undefined || around === known;
    });
}
