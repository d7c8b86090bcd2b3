import type { Db } from '../../db/schema.js';
import { formatCount, formatTime } from '../../http/formats.js';
import { may, type Actor } from '../../people/permissions.js';
import { wholeSight } from '../../people/sight.js';
import { answerNames } from '../answer-name-queries.js';
import { choices } from '../comment-filter.js';
import { facetNames } from '../facet-name-queries.js';
import { isGuarded } from '../few-people.js';
import { countComments } from '../select-ids.js';
import type { Selection } from '../selection.js';
import { frameInUse } from './download-queries.js';
import type { DownloadedComment } from './read-download.js';

/** What a file says of itself: each with what it is called. */
export type Fact = readonly [name: string, value: string | number];

const orderWords = {
  best: 'Best match first',
  newest: 'Newest import first',
  representative: 'Most representative first',
  critical: 'Most critical first',
  random: 'At random',
};

/** What selects the comments, in words, a fact for each kind of filter. */
async function filterFacts(db: Db, { typed, filter }: Selection): Promise<Fact[]> {
  const answered = await answerNames(db, filter.viewer, filter.chosen.answered);
  const own = await facetNames(db, filter.viewer);
  const names = { ...own, also: own.theme, answered };
  const nameOf = (key: keyof typeof names, value: string) => names[key].get(value) ?? value;
  const facts = choices.flatMap(({ key, name }): Fact[] => {
    const values = filter.chosen[key].map((value) =>
      value.startsWith('-') ? `not ${nameOf(key, value.slice(1))}` : nameOf(key, value),
    );
    return values.length > 0
      ? [[name, values.join(key === 'answered' || key === 'also' ? ' and ' : ' or ')]]
      : [];
  });
  const search: Fact[] = filter.search ? [['Words searched for', typed]] : [];
  const all = [...search, ...facts];
  return all.length > 0 ? all : [['Selection', 'Every comment']];
}

/** Flagged comments that somebody may not see; of a selection by answers their number would tell of few people. */
async function flaggedFacts(db: Db, { filter }: Selection): Promise<Fact[]> {
  if (may(filter.viewer, 'flagged_comments')) return [];
  const name = 'Left out because they are flagged';
  if (filter.withheld || isGuarded(filter)) return [[name, 'Not counted']];
  const { hiddenSurveys } = filter.viewer;
  const all = await countComments(db, { ...filter, viewer: { ...wholeSight, hiddenSurveys } });
  return [[name, all - (await countComments(db, filter))]];
}

/** How a selection was made, by whom and when: what is known before any of its comments is read. */
export async function selectionFacts(
  db: Db,
  actor: Actor,
  selection: Selection,
  at: string,
): Promise<Fact[]> {
  const frame = await frameInUse(db);
  return [
    ...(await filterFacts(db, selection)),
    ['Order', orderWords[selection.order]],
    ...(selection.order === 'random' ? [['Seed', selection.seed] as const] : []),
    ...selection.advice.map((sentence): Fact => ['Note', sentence]),
    ['Made on', formatTime(at)],
    ['Made by', actor.accountName],
    ['Code frame', frame ? `${frame.name}, version ${frame.version}` : 'None'],
    ...(await flaggedFacts(db, selection)),
  ];
}

/** Counts comments and the responses that they are from, by survey and wave, as they pass. */
export class Tally {
  readonly #places = new Map<string, { comments: number; responses: Set<string> }>();

  add({ survey, wave, importId, position }: DownloadedComment): void {
    const name = `${survey}, ${wave}`;
    const place = this.#places.get(name) ?? { comments: 0, responses: new Set() };
    place.comments += 1;
    place.responses.add(`${importId}/${position}`);
    this.#places.set(name, place);
  }

  facts(): Fact[] {
    const places = [...this.#places].sort(([a], [b]) => a.localeCompare(b, 'en'));
    const sum = (of: (place: { comments: number; responses: Set<string> }) => number) =>
      places.reduce((total, [, place]) => total + of(place), 0);
    return [
      ['Comments', sum(({ comments }) => comments)],
      ['Responses that they are from', sum(({ responses }) => responses.size)],
      ...places.map(([name, { comments, responses }]): Fact => [
        name,
        `${formatCount(comments, 'comment')} from ${formatCount(responses.size, 'response')}`,
      ]),
    ];
  }
}
