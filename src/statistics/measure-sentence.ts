import { composeSentence, templateFaults, type SentenceFigure } from './call-out-sentence.js';
import type { FieldFault } from '../errors.js';
import { formatList } from '../http/formats.js';
import type { CountedKind } from './measure-definition.js';
import type { MeasuredNumbers } from './measure-numbers.js';
import type { Measure } from './measure-queries.js';
import { groupPlural } from './measure-words.js';
import type { Figure } from './withhold.js';

/** What a sentence can speak of. */
export interface SpokenFigure extends MeasuredNumbers<Figure> {
  /** Of which respondent group, where groups are apart. */
  groupKey: string | null;
  wave: string;
}

const figureOf = ({ scores }: Measure, { numerator, base, mean }: SpokenFigure): SentenceFigure => {
  if (mean === null) return { kind: 'share', numerator, base };
  return { kind: 'mean', mean, base, highest: Math.max(...scores.map(([, score]) => score)) };
};

/** The call-out of one figure of a measure; null where there are no answers. */
export function measureSentence(measure: Measure, figure: SpokenFigure): string | null {
  const { groupKey, wave, percentage, mean } = figure;
  if (percentage === null && mean === null) return null;
  const { sentenceTemplate: template, survey } = measure;
  const keys = groupKey === null ? measure.groupKeys : [groupKey];
  const groups = formatList(keys.map((key) => groupPlural(key).toLowerCase())) || 'respondents';
  const statement = measure.statement.replaceAll('{groups}', groups);
  const parts = { template, statement, wave, survey, groups };
  const sentence = composeSentence(figureOf(measure, figure), parts);
  const saysWho = `${template ?? ''}${measure.statement}`.includes('{groups}');
  if (sentence === null || groupKey === null || saysWho) return sentence;
  return `${groupPlural(groupKey)}: ${sentence}`;
}

/** What is wrong with a sentence that somebody has written; a blank one is left to the program. */
export const sentenceFaults = (template: string, counted: CountedKind): FieldFault[] =>
  template === ''
    ? []
    : templateFaults(template, counted === 'mean' ? 'mean' : 'share', 'sentence');
