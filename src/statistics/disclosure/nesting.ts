import type { AskedQuestion } from '../asked-question.js';
import type { Answers, JointCount } from './joint-answers.js';

/** From the narrowest. */
const placeRoles = ['provider', 'local_authority', 'region'] as const;

const widthOf = ({ role }: AskedQuestion) => placeRoles.findIndex((one) => one === role);

/** The questions that say where somebody is: which provider lies in which region is no secret. */
export const placeQuestions = (questions: readonly AskedQuestion[]): number[] =>
  questions.filter((question) => widthOf(question) >= 0).map(({ id }) => id);

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
  const places = questions.filter((question) => widthOf(question) >= 0);
  const nests = places.flatMap((inner) =>
    places
      .filter((outer) => widthOf(outer) > widthOf(inner))
      .flatMap((outer) => {
        const nest = nestOf(counts, inner.id, outer.id);
        return nest ? [{ inner: inner.id, outer: outer.id, nest }] : [];
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
