import type { Breakdown } from '../breakdown.js';
import type { Figure } from '../withhold.js';
import { respondentFigures, type AnswerFigures, type RespondentFigures } from './figure-parts.js';
import { baseRow, countRow, shareRow, type Place, type TidyRow } from './tidy-rows.js';

function answerRows(place: Place, figures: AnswerFigures, base: Figure): TidyRow[] {
  const { answer, countsAs, count, percentage } = figures;
  const own = { ...place, answer, countsAs };
  const counted = countRow(own, count);
  return percentage === '[z]' ? [counted] : [counted, shareRow(own, { ...figures, base })];
}

function partRows(place: Place, figures: RespondentFigures, baseWords: string): TidyRow[] {
  const { base, answers, negative, reasons } = figures;
  const all = [...answers, ...(negative ? [negative] : []), ...reasons];
  return [baseRow(place, base, baseWords), ...all.flatMap((one) => answerRows(place, one, base))];
}

/** A question's figures in a wave, one a row. */
export function questionRows(
  breakdown: Breakdown,
  from: Pick<Place, 'survey' | 'wave'>,
): TidyRow[] {
  const { question, by, baseWords } = breakdown;
  return respondentFigures(breakdown).flatMap((figures, at) => {
    const place = {
      ...from,
      question: question.text,
      breakdown: at === 0 ? '' : (by?.text ?? ''),
      category: figures.respondents,
      answer: '',
      countsAs: '',
    };
    return partRows(place, figures, at === 0 ? baseWords : '');
  });
}
