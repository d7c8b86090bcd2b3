import type { CommandLine } from './command-line.js';
import { ViewfinderError } from '../errors.js';
import { shellViewer } from '../people/shell-viewer.js';
import { measureFigures } from '../statistics/measure-figures.js';
import { waveResponses } from '../statistics/rate-queries.js';
import { waveRates, type QuestionRates } from '../statistics/wave-rates.js';
import { findWaveByName } from '../surveys/survey-queries.js';
import { withDatabase } from './with-database.js';

function rateLines(question: QuestionRates): string[] {
  const missing = Object.entries(question.missing).filter(([, count]) => count !== 0);
  const { negative } = question;
  return [
    question.text,
    ...question.options.map(({ label, count, percentage, polarity }) => {
      const share = percentage === null ? '' : ` (${percentage}%)`;
      return `  ${label}: ${count}${share}${polarity === 'negative' ? ', negative' : ''}`;
    }),
    `  Base: ${question.base} (${question.baseWords})`,
    ...missing.map(([kind, count]) => `  ${kind.replace('_', ' ')}: ${count}`),
    ...(negative
      ? [`  Negative: ${negative.numerator}/${negative.base} = ${negative.percentage}%`]
      : []),
    '',
  ];
}

export async function ratesCommand({ values: { survey, wave, json } }: CommandLine): Promise<void> {
  if (!survey || !wave) {
    throw new ViewfinderError('invalid', 'Say which: rates --survey NAME --wave WAVE');
  }
  await withDatabase(async (db) => {
    const viewer = shellViewer();
    const { id } = await findWaveByName(db, viewer, survey, wave);
    const responses = await waveResponses(db, id);
    const rates = await waveRates(db, viewer, id);
    console.log(
      json
        ? JSON.stringify({ survey, wave, responses, ...rates }, null, 2)
        : rates.questions.flatMap(rateLines).join('\n'),
    );
  });
}

export async function measuresCommand({ values }: CommandLine): Promise<void> {
  await withDatabase(async (db) => {
    const measures = await measureFigures(db, shellViewer());
    if (values.json) return console.log(JSON.stringify(measures, null, 2));
    for (const { name, sentence, numerator, base } of measures) {
      console.log(`${name}: ${numerator}/${base}\n  ${sentence ?? 'No answers yet.'}`);
    }
  });
}
