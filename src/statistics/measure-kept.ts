import { z } from 'zod';
import { countedFigureSchema } from './count-measure.js';

const keptFigureSchema = z.object({
  ...countedFigureSchema.shape,
  baseWords: z.string(),
  /** The same with the number of the base withheld. */
  withheldBaseWords: z.string(),
  /** Whether it was withheld from publication then, for what else had left of its wave. */
  withheld: z.boolean().default(false),
  /** When the responses behind it were removed. */
  at: z.string(),
});

/** A figure as it stood when the responses behind it were removed, with what would have gone with them. */
export type KeptFigure = z.infer<typeof keptFigureSchema>;

const keptFiguresSchema = z.array(keptFigureSchema);

/** As it was kept while a measure had one figure. */
const singleSchema = z.object({
  numerator: z.number(),
  base: z.number(),
  baseWords: z.string(),
  withheldBaseWords: z.string(),
});

/** The kept figures of a measure from its columns; `waveId` and `at` are of one kept in the earlier form. */
export function parseKept(column: string | null, waveId: number, at: string | null): KeptFigure[] {
  if (column === null) return [];
  const kept: unknown = JSON.parse(column);
  if (Array.isArray(kept)) return keptFiguresSchema.parse(kept);
  const single = singleSchema.parse(kept);
  return [{ ...single, waveId, groupKey: null, scored: null, withheld: false, at: at ?? '' }];
}
