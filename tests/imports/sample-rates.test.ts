import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { wholeSight } from '../../src/people/sight.js';
import { loadSamples } from '../../src/cli/demo.js';
import { projectPath } from '../../src/paths.js';
import type { Rates } from '../../src/statistics/rates.js';
import { findWaveByName } from '../../src/surveys/survey-queries.js';
import { startTestServices, type TestServices } from '../support/test-services.js';

/** What the samples' authors wrote down before any export was laid out. */
const surveySchema = z.object({
  groups: z.record(z.string(), z.object({ responses: z.number() })),
  questions: z.array(
    z.object({
      key: z.string(),
      text: z.string(),
      grid: z.string().optional(),
      lean: z.boolean().default(false),
      follows: z.string().optional(),
      onlyIf: z.string().optional(),
      open: z.array(z.string()).optional(),
      answers: z.record(z.string(), z.unknown()).optional(),
      ticks: z.record(z.string(), z.record(z.string(), z.number())).optional(),
    }),
  ),
});
type Question = z.infer<typeof surveySchema>['questions'][number];
const countsSchema = z.record(z.string(), z.number());

const samples = [
  ['secure-childrens-homes-2011-12', "Secure children's homes survey", '2011-12'],
  ['secure-childrens-homes-2012-13', "Secure children's homes survey", '2012-13'],
  ['childrens-homes-2012-13', "Children's homes survey", '2012-13'],
  ['fostering-2012-13', 'Fostering survey', '2012-13'],
  ['adoption-2012-13', 'Adoption survey', '2012-13'],
] as const;

/** Two returns that were broken off, beside those dealt: their answers count. */
const brokenOff: Readonly<Record<string, string>> = {
  'agency child': 'Northway Families',
  'agency foster_carer': 'Calder Bridge Fostering',
  'age child': '14 to 15',
  'safe child': 'Most of the time',
  'listen child': 'Most of the time',
  'support foster_carer': 'Disagree',
  'information foster_carer': 'Disagree',
};

const sourceOf = (name: string) =>
  surveySchema.parse(parse(readFileSync(projectPath(`samples/source/${name}.yaml`), 'utf8')));
const wordingOf = ({ grid, text }: Question) => (grid ? `${grid} ${text}` : text);

/** Options and reasons for no answer together, as the authors listed them; nothing that nobody gave. */
function given({ options, missing }: Rates, expected: Record<string, number>) {
  const counts = Object.fromEntries(
    options.filter(({ count }) => count > 0).map(({ label, count }) => [label, count]),
  );
  const doubt = Object.keys(expected).find((label) =>
    /^(don't know|not sure|i can't remember)$/i.test(label),
  );
  return doubt === undefined ? counts : { ...counts, [doubt]: missing.dont_know };
}

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  await loadSamples(services, () => undefined);
});
afterAll(() => services.stop());

interface Case {
  name: string;
  survey: string;
  wave: string;
  source: z.infer<typeof surveySchema>;
  wording: string;
  question: Question;
}

const cases = samples.flatMap(([name, survey, wave]) => {
  const source = sourceOf(name);
  return source.questions.map((question): Case => {
    return { name, survey, wave, source, wording: wordingOf(question), question };
  });
});
const attributes = ['home', 'agency', 'age', 'gender'];
const answered = cases.filter(({ question: { answers, follows } }) => answers && !follows);
const judged = answered.filter(({ question: { key } }) => !attributes.includes(key));
const routed = cases.filter(({ question: { onlyIf } }) => onlyIf);
const ticked = cases.filter(({ question: { ticks } }) => ticks);

const ratesFor = async ({ survey, wave, wording }: Case) => {
  const found = (await services.rates(survey, wave)).get(wording);
  if (!found) throw new Error(`no rates of “${wording}”`);
  return found;
};

test.each(answered)('$name: the authors’ answers by group to “$wording”', async (one) => {
  const { groups } = await ratesFor(one);
  for (const [group, values] of Object.entries(one.question.answers ?? {})) {
    const expected = { ...countsSchema.parse(values) };
    const extra = brokenOff[`${one.question.key} ${group}`];
    if (extra !== undefined && one.name.startsWith('fostering')) {
      expected[extra] = (expected[extra] ?? 0) + 1;
    }
    const own = groups.find((candidate) => candidate.groupKey === group);
    expect(own && given(own, expected)).toEqual(expected);
  }
});

test.each(judged)('$name: “$wording” is good to bad as its authors listed it', async (one) => {
  const { options } = await ratesFor(one);
  const [values] = Object.values(one.question.answers ?? {});
  const listed = Object.keys(countsSchema.parse(values));
  // JavaScript lists 1 to 5 upwards whatever the author did.
  const order = listed.every((label) => /^\d$/.test(label)) ? listed.reverse() : listed;
  const polarityOf = new Map(options.map(({ label, polarity }) => [label, polarity]));
  const polarities = order.flatMap((label) => polarityOf.get(label) ?? []);
  const [good, bad] = [polarities.lastIndexOf('positive'), polarities.indexOf('negative')];
  if (one.question.lean && bad >= 0) expect(good).toBeLessThan(bad);
  expect(good >= 0).toBe(bad >= 0);
});

test.each(routed)('$name: “$wording” is of those whom the authors asked', async (one) => {
  const [parentKey = '', label = ''] = one.question.onlyIf?.split('=') ?? [];
  const parent = cases.find(
    ({ name, question: { key } }) => name === one.name && key === parentKey,
  );
  if (!parent) throw new Error(`${parentKey} is no question`);
  const asked = (await ratesFor(parent)).options.find((option) => option.label === label);
  const { base, missing, baseWords } = await ratesFor(one);
  expect(base + missing.no_reply).toBe(asked?.count);
  expect(baseWords).toContain(`of the ${asked?.count} who said “${label}” to “${parent.wording}”`);
});

test.each(ticked)('$name: “$wording” offers every option to those asked', async (one) => {
  const { options, base, missing } = await ratesFor(one);
  const ticks = one.question.ticks ?? {};
  const offered = Object.keys(Object.values(ticks)[0] ?? {});
  expect(options.map(({ label }) => label).sort()).toEqual(offered.sort());
  const responses = Object.keys(ticks).map((group) => one.source.groups[group]?.responses ?? 0);
  const broken = one.name.startsWith('fostering') ? 1 : 0;
  expect(base + missing.no_reply).toBe(responses.reduce((a, b) => a + b, 0) + broken);
});

test.each(samples)('%s: every open question is open', async (name, survey, wave) => {
  const { id } = await findWaveByName(services.db, wholeSight, survey, wave);
  const open = await services.db
    .selectFrom('comment')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select('question.text')
    .distinct()
    .where('comment.waveId', '=', id)
    .execute();
  // Microsoft Forms adds a 2 to a repeated title.
  const texts = open.map(({ text }) => text.replace(/\?2$/, '?'));
  const expected = sourceOf(name).questions.filter((question) => question.open);
  expect(new Set(texts)).toEqual(new Set(expected.map(({ text }) => text)));
});
