import type { CommandLine } from './command-line.js';
import { ViewfinderError } from '../errors.js';
import { shellViewer } from '../people/shell-viewer.js';
import { measureFigures } from '../statistics/measure-figures.js';
import { waveResponses } from '../statistics/rate-queries.js';
import { waveRates, type QuestionRates } from '../statistics/wave-rates.js';
import { findWaveByName } from '../surveys/survey-queries.js';
import { remoteMeasures, remoteRates } from './remote-figures.js';
import { remoteServer } from './remote-server.js';
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

const localRates = (survey: string, wave: string) =>
  withDatabase(async (db) => {
    const viewer = shellViewer();
    const { id } = await findWaveByName(db, viewer, survey, wave);
    return { responses: await waveResponses(db, id), ...(await waveRates(db, viewer, id)) };
  });

export async function ratesCommand({ values }: CommandLine): Promise<void> {
  const { survey, wave, json, server } = values;
  if (!survey || !wave) {
    throw new ViewfinderError('invalid', 'Say which: rates --survey NAME --wave WAVE');
  }
  const rates =
    server === undefined
      ? await localRates(survey, wave)
      : await remoteRates(remoteServer(server, process.env['VIEWFINDER_TOKEN']), survey, wave);
  console.log(
    json
      ? JSON.stringify({ survey, wave, ...rates }, null, 2)
      : rates.questions.flatMap(rateLines).join('\n'),
  );
}

export async function measuresCommand({ values: { server, json } }: CommandLine): Promise<void> {
  const measures =
    server === undefined
      ? await withDatabase((db) => measureFigures(db, shellViewer()))
      : await remoteMeasures(remoteServer(server, process.env['VIEWFINDER_TOKEN']));
  if (json) return console.log(JSON.stringify(measures, null, 2));
  for (const { name, figures } of measures) {
    for (const { wave, group, mean, numerator, base, sentence } of figures) {
      const of = figures.length > 1 ? [name, group ?? [], wave].flat().join(', ') : name;
      const counts = mean === null ? `${numerator}/${base}` : `mean of ${base}`;
      console.log(`${of}: ${counts}\n  ${sentence ?? 'No answers yet.'}`);
    }
  }
}
