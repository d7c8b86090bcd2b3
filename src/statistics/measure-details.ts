import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import type { Showing } from './breakdown-queries.js';
import { definitionNames } from './definition-names.js';
import { measureFigure, type MeasureFigure } from './measure-figures.js';
import { measureHistory, type FigureChange } from './measure-history.js';
import { wavesOf } from './measure-queries.js';
import { reportsWith } from './measure-use-queries.js';
import { definitionInWords } from './measure-words.js';

/** Everything that a measure's page shows of it. */
export interface MeasureDetails {
  measure: MeasureFigure;
  /** Its definition in words, by its parts. */
  definition: ReturnType<typeof definitionInWords>;
  history: FigureChange[];
  /** The reports that it is in, of those that the viewer may see. */
  reports: { id: number; title: string }[];
}

/** A measure with its figures, definition, history and uses. @throws ViewfinderError `not_found`. */
export async function measureDetails(
  db: Db,
  viewer: Sight,
  measureId: number,
  showing: Showing,
): Promise<MeasureDetails> {
  // Before the history: what has changed since the last look becomes part of it here.
  const measure = await measureFigure(db, viewer, measureId, showing);
  const names = await definitionNames(db, measure, wavesOf(measure));
  const definition = definitionInWords(measure, names);
  const history = await measureHistory(db, measure, showing);
  return { measure, definition, history, reports: await reportsWith(db, viewer, measureId) };
}
