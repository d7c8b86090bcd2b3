import { formatFigure } from '../http/formats.js';
import type { MeasureFigure } from '../statistics/measure-figures.js';
import { confidential, leastBase, leastCell } from '../statistics/withhold.js';

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
  /** Why there is no figure; null where there is one. */
  withheld: string | null;
}

/** Shorthand for a figure that is not shown, as in the Government Analysis Function's guidance. */
export const shorthand = { confidential, unavailable: '[x]' } as const;

const withheldReason = `Withheld: fewer than ${leastBase} people answered, or fewer than ${leastCell} gave or did not give this answer, so it could point to a person.`;
const noAnswersReason = 'There are no answers to count.';

function missingFigure({ sentence, withheld }: MeasureFigure) {
  if (sentence === null) return { mark: shorthand.unavailable, reason: noAnswersReason };
  return withheld ? { mark: shorthand.confidential, reason: withheldReason } : undefined;
}

function baseOf({ baseWords, base, dontKnowInBase, note }: MeasureFigure): string {
  const without = dontKnowInBase ? '' : '; those who said that they did not know are left out';
  const words = `Base: ${baseWords}${without} (n = ${formatFigure(base)}).`;
  return note === null ? words : `${words} ${note}`;
}

/** A measure's figure as the part `partId` of a report prints it, or the reason why it may not. */
export function callOutOf(partId: number, figure: MeasureFigure): CallOut {
  const { id: measureId, name, survey, waveId, wave } = figure;
  const missing = missingFigure(figure);
  const statement = figure.statement.trim().replace(/\.$/, '');
  return {
    kind: 'call_out',
    id: partId,
    measureId,
    name,
    sentence: missing ? `${missing.mark} ${statement}.` : (figure.sentence ?? ''),
    base: missing ? null : baseOf(figure),
    survey,
    waveId,
    wave,
    withheld: missing?.reason ?? null,
  };
}
