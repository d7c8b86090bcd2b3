import { z } from 'zod';
import { ViewfinderError } from '../errors.js';
import type { MeasureFigure } from '../statistics/measure-figures.js';
import type { QuestionRates } from '../statistics/wave-rates.js';
import { questionKey } from '../surveys/words.js';
import type { RemoteServer } from './remote-server.js';

const surveysSchema = z.object({
  surveys: z.array(
    z.object({
      name: z.string(),
      waves: z.array(z.object({ id: z.number(), name: z.string() })),
    }),
  ),
});
const ratesSchema = z.object({
  responses: z.number(),
  questions: z.array(z.unknown()),
  attributes: z.array(z.unknown()),
});
const measuresSchema = z.object({ measures: z.array(z.unknown()) });

/** The rates of a wave as the server's page has them, for whoever the token is of. */
export async function remoteRates(server: RemoteServer, survey: string, wave: string) {
  const { surveys } = await server.get('/surveys', surveysSchema);
  const known = surveys.flatMap(({ name, waves }) =>
    waves.map((one) => ({ ...one, survey: name })),
  );
  const found = known.find(
    (one) => questionKey(one.survey) === questionKey(survey) && one.name === wave.trim(),
  );
  if (!found) {
    const names = known.map((one) => `“${one.survey}”, ${one.name}`).sort();
    throw new ViewfinderError(
      'not_found',
      `There is no wave ${wave} of “${survey}”. ${names.length > 0 ? `There are: ${names.join('; ')}.` : 'There is none that you may see.'}`,
    );
  }
  const { responses, questions, attributes } = await server.get(`/waves/${found.id}`, ratesSchema);
  return {
    responses,
    questions: questions as QuestionRates[],
    attributes: attributes as QuestionRates[],
  };
}

export async function remoteMeasures(server: RemoteServer): Promise<MeasureFigure[]> {
  return (await server.get('/measures', measuresSchema)).measures as MeasureFigure[];
}
