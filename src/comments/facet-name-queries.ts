import type { Db } from '../db/schema.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { sentimentLabels } from '../text/sentiment-labels.js';
import { attributeNames } from './attribute-queries.js';
import { lengthBands, noValue, type FacetKey } from './comment-filter.js';
import { criticalityNames, reviewedNames, sourceNames } from './facet-words.js';
import { undetected } from './filter-queries.js';
import { flagReasons } from './flag-words.js';

/** What each facet value is called, in the order to show them in; keyed as in the address. */
export type FacetNames = Record<FacetKey, ReadonlyMap<string, string>>;

const capital = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);
const sentimentName = (label: string) => (label === undetected ? 'Not detected' : capital(label));

/** Names of every value there is for this viewer, whether any comment has it or not. */
export async function facetNames(db: Db, viewer: Sight): Promise<FacetNames> {
  const themes = await db
    .selectFrom('theme')
    .select(['key', 'name'])
    .orderBy('frameId')
    .orderBy('position')
    .execute();
  const hidden = hiddenFrom(viewer);
  const surveys = await db
    .selectFrom('survey')
    .select(['id', 'name'])
    .where('id', 'not in', hidden)
    .orderBy('name')
    .execute();
  const waves = await db
    .selectFrom('wave')
    .innerJoin('survey', 'survey.id', 'wave.surveyId')
    .select(['wave.id', 'wave.name', 'survey.name as survey'])
    .where('survey.id', 'not in', hidden)
    .orderBy('survey.name')
    .orderBy('wave.name', 'desc')
    .execute();
  const questions = await db
    .selectFrom('question')
    .innerJoin('survey', 'survey.id', 'question.surveyId')
    .select(['question.id', 'question.text', 'survey.name as survey'])
    .where('question.kind', '=', 'open')
    .where('survey.id', 'not in', hidden)
    .orderBy('survey.name')
    .orderBy('question.position')
    .execute();
  return {
    // A later version of the frame renames a theme of the same key.
    theme: new Map([...themes.map(({ key, name }) => [key, name] as const), [noValue, 'No theme']]),
    sentiment: new Map(sentimentLabels.map((label) => [label, sentimentName(label)])),
    group: new Map([
      ...respondentGroups.map(({ key, name }) => [key, name] as const),
      [noValue, 'Not known'],
    ]),
    survey: new Map(surveys.map(({ id, name }) => [String(id), name])),
    wave: new Map(waves.map(({ id, name, survey }) => [String(id), `${survey}, ${name}`])),
    question: new Map(questions.map(({ id, text, survey }) => [String(id), `${text} (${survey})`])),
    region: await attributeNames(db, 'region', hidden),
    provider: await attributeNames(db, 'provider', hidden),
    length: new Map(lengthBands.map(({ key, name }) => [key, name])),
    criticality: new Map(Object.entries(criticalityNames)),
    source: new Map(Object.entries(sourceNames)),
    reviewed: new Map(Object.entries(reviewedNames)),
    flag: new Map([...Object.entries(flagReasons), [noValue, 'Not flagged']]),
  };
}
