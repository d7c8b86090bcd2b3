import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CommandLine } from './command-line.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import { shellViewer } from '../people/shell-viewer.js';
import {
  figureFormats,
  formatKeys,
  type FigureFormat,
} from '../statistics/exports/figure-document.js';
import { ratesDocument } from '../statistics/exports/rates-export.js';
import { responsesCsv } from '../statistics/exports/responses-export.js';
import { findWaveByName } from '../surveys/survey-queries.js';
import { withDatabase } from './with-database.js';

function parseFormat(text: string): FigureFormat {
  const format = formatKeys.find((key) => key === text);
  if (format) return format;
  throw new ViewfinderError('invalid', `--figures is one of ${formatKeys.join(', ')}.`);
}

type NamedWave = Awaited<ReturnType<typeof findWaveByName>>;

async function figuresOf(db: Db, wave: NamedWave, format: FigureFormat, isInternal: boolean) {
  const asked = { wave, isInternal, madeAt: new Date().toISOString() };
  const figures = await ratesDocument(db, shellViewer(), asked);
  return [await figureFormats[format](figures)];
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** A file is not written over: it may hold what was published. What is cut short does not stay. */
async function write(lines: AsyncIterable<string> | Iterable<string | Buffer>, out?: string) {
  const target = out === undefined ? process.stdout : createWriteStream(out, { flags: 'wx' });
  try {
    const source = Readable.from(lines, { highWaterMark: 1 });
    await pipeline(source, target, { end: out !== undefined });
  } catch (error) {
    // Whatever reads our output, such as `head`, may have had enough.
    if (out === undefined && codeOf(error) === 'EPIPE') return;
    if (codeOf(error) === 'EEXIST') {
      throw new ViewfinderError('conflict', `${out} is there already. Name another file.`);
    }
    if (codeOf(error) === 'ENOENT') {
      throw new ViewfinderError('not_found', `${out} cannot be written: its folder is not there.`);
    }
    if (out !== undefined) await rm(out, { force: true });
    throw error;
  }
}

/** `export --survey NAME --wave WAVE [--figures FORMAT] [--internal] [--out FILE]`. */
export async function exportCommand({ values }: CommandLine): Promise<void> {
  const { survey, wave: name, figures, out } = values;
  if (!survey || !name) {
    throw new ViewfinderError('invalid', 'Say which: export --survey NAME --wave WAVE');
  }
  const format = figures === undefined ? undefined : parseFormat(figures);
  const isInternal = values.internal ?? false;
  if (out === undefined && (format === 'xlsx' || format === 'ods') && process.stdout.isTTY) {
    throw new ViewfinderError('invalid', 'Say where the workbook goes: --out FILE');
  }
  await withDatabase(async (db) => {
    const wave = await findWaveByName(db, shellViewer(), survey, name);
    await recordAudit(db, shellViewer(), {
      action: format ? 'rates_downloaded' : 'responses_downloaded',
      subject: { kind: 'wave', id: wave.id, name: `${wave.surveyName}, ${wave.name}` },
      ...(format ? { after: { file: format, trueCounts: isInternal } } : {}),
    });
    const parts = format
      ? await figuresOf(db, wave, format, isInternal)
      : responsesCsv(db, wave.id);
    await write(parts, out);
  });
}
