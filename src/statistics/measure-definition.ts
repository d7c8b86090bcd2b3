import { z } from 'zod';
import { conditionSchema } from './conditions.js';
import type { AskedQuestion } from './asked-question.js';

/** `options` counts a chosen set of answers, `negative` those that are negative, `top_two` the two best of a scale. */
export const countedKinds = ['options', 'negative', 'top_two', 'mean'] as const;
export type CountedKind = (typeof countedKinds)[number];

export const definitionSchema = z.object({
  counted: z.enum(countedKinds),
  /** Of `options` alone. */
  optionCodes: z.array(z.number()),
  /** Of a mean: the score of each option; those without one are left out. */
  scores: z.array(z.tuple([z.number(), z.number()])),
  /** Respondent group keys; none for everybody. */
  groupKeys: z.array(z.string()),
  /** Whether each of the groups has a figure of its own. */
  groupsApart: z.boolean(),
  dontKnowInBase: z.boolean(),
  /** Of whom besides; null for everybody. */
  condition: conditionSchema.nullable(),
  /** Waves for which the figure is made besides the measure's own. */
  otherWaveIds: z.array(z.number()),
});

/** What a measure counts, and of whom. */
export type MeasureDefinition = z.infer<typeof definitionSchema>;

type Options = AskedQuestion['options'];
/** Of a question what a definition can speak of. */
export type WithOptions = Pick<AskedQuestion, 'options'>;

/**
 * The options of a scale from the best to the worst: in their own order, or turned round where the
 * positive ones come after the negative ones, as in a scale that is worded the other way.
 */
export function bestFirst(options: Options): Options {
  const scale = options.filter(({ polarity }) => polarity !== 'excluded');
  const sign = { positive: 1, neutral: 0, negative: -1, excluded: 0 };
  const middle = (scale.length - 1) / 2;
  const leaning = scale.reduce((sum, { polarity }, at) => sum + sign[polarity] * (at - middle), 0);
  return leaning > 0 ? scale.toReversed() : scale;
}

/** 1 for the worst option of a scale to n for the best, by code; none for what is not in the base. */
export function proposedScores({ options }: WithOptions): [code: number, score: number][] {
  const scale = bestFirst(options);
  return options.flatMap(({ code }): [number, number][] => {
    const place = scale.findIndex((option) => option.code === code);
    return place === -1 ? [] : [[code, scale.length - place]];
  });
}

/** The codes of the answers that a measure counts, or scores. */
export function countedCodes({ options }: WithOptions, definition: MeasureDefinition): number[] {
  const chosen = {
    options: () => definition.optionCodes,
    negative: () =>
      options.filter(({ polarity }) => polarity === 'negative').map(({ code }) => code),
    top_two: () =>
      bestFirst(options)
        .slice(0, 2)
        .map(({ code }) => code),
    mean: () => definition.scores.map(([code]) => code),
  }[definition.counted]();
  return options.map(({ code }) => code).filter((code) => chosen.includes(code));
}

/**
 * The question as the measure counts it. An answer that it counts is in its base, whatever the rates
 * of the question make of it: a share of people outside the base could exceed 100%. A mean has no
 * others in its base.
 */
export function askedFor(question: AskedQuestion, definition: MeasureDefinition): AskedQuestion {
  const codes = countedCodes(question, definition);
  const isMean = definition.counted === 'mean';
  const options = question.options.map((option) => {
    if (codes.includes(option.code)) {
      return option.polarity === 'excluded' ? { ...option, polarity: 'neutral' as const } : option;
    }
    return isMean ? { ...option, polarity: 'excluded' as const } : option;
  });
  return { ...question, options, dontKnowInBase: definition.dontKnowInBase && !isMean };
}

/** The wording of the answers that a measure counts, or scores. */
export function countedLabels(question: WithOptions, definition: MeasureDefinition): string[] {
  const codes = countedCodes(question, definition);
  return question.options.filter(({ code }) => codes.includes(code)).map(({ label }) => label);
}
