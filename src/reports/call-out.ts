import { formatFigure } from '../http/formats.js';
import type { MeasureFigure, ShownFigure } from '../statistics/measure-figures.js';
import { confidential } from '../statistics/withhold.js';
import type { DisclosureRules } from '../disclosure-rules.js';

/** A figure of a report as it may be printed: a withheld one carries no number at all. */
export interface CallOut {
  kind: 'call_out';
  id: number;
  measureId: number;
  name: string;
  /** "A quarter (25%) of those who …"; "[c] of those who …" where withheld. */
  sentence: string;
  /** "Base: the 48 who answered, of those who said … (n = 48)"; null where withheld. */
  base: string | null;
  survey: string;
  waveId: number;
  wave: string;
  /** Why there is no figure, or not all of them; null where there is. */
  withheld: string | null;
}

/** Shorthand for a figure that is not shown, as in the Government Analysis Function's guidance. */
export const shorthand = { confidential, unavailable: '[x]' } as const;

const withheldReason = ({ leastBase, leastCell }: DisclosureRules) =>
  `Withheld: fewer than ${leastBase} people answered, or fewer than ${leastCell} gave or did not give this answer, so it could point to a person.`;
const noAnswersReason = 'There are no answers to count.';

type Printed = Pick<CallOut, 'sentence' | 'base' | 'withheld'>;

function printed(measure: MeasureFigure, figure: ShownFigure, rules: DisclosureRules): Printed {
  if (figure.sentence === null) {
    const sentence = `${shorthand.unavailable} ${measure.statement.trim().replace(/\.$/, '')}.`;
    return { sentence, base: null, withheld: noAnswersReason };
  }
  if (figure.withheld) {
    return { sentence: figure.sentence, base: null, withheld: withheldReason(rules) };
  }
  return { sentence: figure.sentence, base: baseOf(measure, figure), withheld: null };
}

function baseOf(measure: MeasureFigure, { baseWords, base, note, group }: ShownFigure): string {
  const leftOut = !measure.dontKnowInBase && measure.counted !== 'mean';
  const without = leftOut ? '; those who said that they did not know are left out' : '';
  const of = group === null ? 'Base' : `Base of ${group.toLowerCase()}`;
  const words = `${of}: ${baseWords}${without} (n = ${formatFigure(base)}).`;
  return note === null ? words : `${words} ${note}`;
}

/**
 * A measure's figures of its own wave as the part `partId` of a report prints them, as they are for
 * publication, or the reason why one may not be printed.
 */
export function callOutOf(partId: number, measure: MeasureFigure, rules: DisclosureRules): CallOut {
  const { id: measureId, name, survey, waveId, wave } = measure;
  const own = measure.figures.filter((figure) => figure.waveId === waveId);
  const figures = own.map((figure) => printed(measure, figure, rules));
  const bases = figures.flatMap(({ base }) => base ?? []);
  return {
    kind: 'call_out',
    id: partId,
    measureId,
    name,
    sentence: figures.map(({ sentence }) => sentence).join(' '),
    base: bases.length > 0 ? bases.join(' ') : null,
    survey,
    waveId,
    wave,
    withheld: figures.find(({ withheld }) => withheld !== null)?.withheld ?? null,
  };
}
