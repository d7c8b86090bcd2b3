import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { respondentGroups } from '../../src/surveys/respondent-groups.js';
import { readSample, sampleBytes, sampleFiles } from './read-sample.js';

const importsSchema = z.array(
  z.object({
    file: z.enum(sampleFiles),
    survey: z.string(),
    wave: z.string(),
    group: z.string().optional(),
  }),
);
const measuresSchema = z.array(
  z.object({
    name: z.string(),
    survey: z.string(),
    wave: z.string(),
    question: z.string(),
    options: z.array(z.string()).min(1),
    groups: z.array(z.string()),
    dontKnowInBase: z.boolean(),
    statement: z.string(),
    expected: z.object({ numerator: z.number(), base: z.number(), percentage: z.number() }),
  }),
);
const imports = importsSchema.parse(JSON.parse(sampleBytes('imports.json').toString()));
const measures = measuresSchema.parse(JSON.parse(sampleBytes('measures.json').toString()));
const groupKeys = respondentGroups.map(({ key }) => key);

/** DESIGN, “Statistics”, and the published report: the figures every release must be able to make. */
const published = [51, 25, 18, 28, 21, 23, 30, 20];

describe('the sample imports', () => {
  test('name every sample file once, each a wave of its own', () => {
    expect(imports.map(({ file }) => file).sort()).toEqual([...sampleFiles].sort());
    expect(new Set(imports.map(({ survey, wave }) => `${survey} ${wave}`)).size).toBe(5);
  });

  test('use group keys of the field', () => {
    for (const { group } of imports) if (group) expect(groupKeys).toContain(group);
  });
});

describe('the eight published figures', () => {
  test('are the expected percentages of the measures, in order', () => {
    expect(measures.map(({ expected }) => expected.percentage)).toEqual(published);
  });

  test.each(measures)('$name comes out of its file', (measure) => {
    const source = imports.find((i) => i.survey === measure.survey && i.wave === measure.wave);
    if (!source) throw new Error('no file of that survey and wave');
    for (const group of measure.groups) expect(groupKeys).toContain(group);
    const cells = readSample(source.file).answers(measure.question, measure.groups);
    const base = cells.filter(
      (cell) => cell !== '' && cell !== '-' && (measure.dontKnowInBase || cell !== "Don't know"),
    );
    for (const option of measure.options) expect(base).toContain(option);
    const numerator = base.filter((cell) => measure.options.includes(cell)).length;
    const percentage = Math.floor((100 * numerator) / base.length + 0.5);
    expect({ numerator, base: base.length, percentage }).toEqual(measure.expected);
  });

  test('of partner agencies and foster carers is neither group’s own figure', () => {
    const { answers } = readSample('adoption-2012-13.xlsx');
    const rates = ['partner_agency', 'foster_carer'].map((group) => {
      const cells = answers('The agency minimises delay for children', [group]).filter(Boolean);
      return cells.filter((cell) => cell.toLowerCase().includes('disagree')).length / cells.length;
    });
    expect(rates).not.toContain(0.2);
  });
});
