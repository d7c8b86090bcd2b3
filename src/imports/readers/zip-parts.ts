import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { ViewfinderError } from '../../errors.js';
import { inThousands, tooLarge, unreadable, type ReadLimits } from './read-limits.js';

/** Parts that hold no cell: never inflated, so that a bomb in a picture costs nothing. */
const unusedParts =
  /(?:^|\/)(?:media|drawings|charts|theme|pivotCache|pivotTables|comments|threadedComments|printerSettings|customXml|embeddings|activeX|ctrlProps|externalLinks|queryTables|Thumbnails|Configurations2|Pictures|Object [^/]*|ObjectReplacements|worksheets\/_rels)\/|(?:vbaProject|comments\d*)\.(?:bin|xml)$/i;
const usedParts = /\.(?:xml|rels|bin)$|(?:^|\/)mimetype$/i;

/** A few programs write "xl\workbook.xml" or "/xl/workbook.xml". */
const partName = (entry: Entry) =>
  entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '');

export interface ZipParts {
  /** Every name in the zip's directory. */
  names: string[];
  /** Inflated bytes of the parts that may hold cells, by name. */
  parts: Map<string, Buffer>;
}

/**
 * Reads a zip's directory and inflates the parts that a workbook's cells need, counting bytes as they
 * come, so that a directory that lies about its sizes is caught. Throws `invalid` or `too_large`.
 */
export async function readZipParts(
  bytes: Buffer,
  name: string,
  limits: ReadLimits,
): Promise<ZipParts> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false });
    return await inflateParts(zip, name, limits);
  } catch (error) {
    if (error instanceof ViewfinderError) throw error;
    throw unreadable(name, 'is damaged or was only partly saved; export it again', error);
  }
}

async function inflateParts(zip: ZipFile, name: string, limits: ReadLimits): Promise<ZipParts> {
  if (zip.entryCount > limits.entries) {
    throw tooLarge(
      name,
      `holds ${inThousands(zip.entryCount)} files inside it, more than any spreadsheet needs; save it again as .xlsx`,
    );
  }
  const names: string[] = [];
  const wanted = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const part = partName(entry);
    names.push(part);
    if (!usedParts.test(part) || unusedParts.test(part) || wanted.has(part)) continue;
    if (entry.isEncrypted()) throw passwordProtected(name);
    wanted.set(part, entry);
  }
  const declared = [...wanted.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  let room = limits.expandedBytes;
  if (declared > room) throw tooLargeInside(name, limits);
  const parts = new Map<string, Buffer>();
  for (const [part, entry] of wanted) {
    const bytes = await inflate(await zip.openReadStreamPromise(entry), room);
    if (bytes === undefined) throw tooLargeInside(name, limits);
    room -= bytes.length;
    parts.set(part, bytes);
  }
  return { names, parts };
}

/** Undefined where more than `room` bytes come out. */
async function inflate(stream: AsyncIterable<unknown>, room: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += (chunk as Buffer).length;
    if (length > room) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const tooLargeInside = (name: string, limits: ReadLimits) =>
  tooLarge(
    name,
    `unpacks to more than ${inThousands(Math.round(limits.expandedBytes / 1e6))} MB; split it into smaller files, or save it as .csv`,
  );

/** The sentence for every kind of encrypted workbook. */
export const passwordProtected = (name: string) =>
  unreadable(name, 'is protected by a password; save a copy without one and upload that');
