import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { ViewfinderError } from '../../errors.js';
import { inflate } from './inflate.js';
import { damaged, inThousands, tooLarge, unreadable, type ReadLimits } from './read-limits.js';

/** Parts so small may pack as well as they like. */
const alwaysSmall = 10_000_000;

/** A few programs write "xl\workbook.xml" or "/xl/workbook.xml". */
const partName = (entry: Entry) =>
  entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '');

/**
 * The directory of a zip, read before anything is inflated. Parts are then inflated chunk by chunk, with
 * their bytes counted as they come, for a directory may lie.
 */
export class ZipDirectory {
  /** Every name in the directory, first of its kind where names repeat. */
  readonly names: string[];
  private readonly byName: Map<string, Entry>;
  private readonly folded: Map<string, string>;
  private room: number;

  constructor(
    private readonly zip: ZipFile,
    private readonly bytes: Buffer,
    entries: Entry[],
    private readonly reading: { name: string; limits: ReadLimits },
  ) {
    this.byName = new Map(entries.map((entry) => [partName(entry), entry] as const).reverse());
    this.names = [...this.byName.keys()].reverse();
    this.folded = new Map(this.names.map((name) => [name.toLowerCase(), name]));
    this.room = reading.limits.expandedBytes;
  }

  /** The name in the directory that equals `part` but for its case; Windows programs mix them. */
  find(part: string): string | undefined {
    return this.byName.has(part) ? part : this.folded.get(part.toLowerCase());
  }

  /** The inflated bytes of a part that is there; all parts read share one allowance. */
  async *chunks(part: string): AsyncGenerator<Buffer> {
    const entry = this.byName.get(part);
    if (entry === undefined) throw damaged(this.reading.name);
    this.refuseByDirectory(entry);
    this.room -= entry.uncompressedSize;
    try {
      const { fileDataStart } = await this.zip.readLocalFileHeaderPromise(entry, { minimal: true });
      const packed = this.bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
      yield* inflate(packed, entry);
    } catch (error) {
      throw error instanceof ViewfinderError ? error : damaged(this.reading.name, error);
    }
  }

  /** Bytes of a part once inflated, as the directory has it. */
  size(part: string): number {
    return this.byName.get(part)?.uncompressedSize ?? 0;
  }

  async whole(part: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks(part)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  private refuseByDirectory(entry: Entry) {
    const { name, limits } = this.reading;
    if (entry.isEncrypted()) throw passwordProtected(name);
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
      throw unreadable(
        name,
        'is packed in a way that spreadsheet programs do not use; open it in one, save it again as .xlsx and upload that',
      );
    }
    if (entry.uncompressedSize > this.room) throw tooLargeInside(name, limits.expandedBytes);
    if (
      entry.uncompressedSize > alwaysSmall &&
      entry.uncompressedSize > limits.ratio * entry.compressedSize
    ) {
      throw tooLarge(
        name,
        `unpacks to more than ${inThousands(limits.ratio)} times its size, as no survey does; open it in a spreadsheet program and save it again as .xlsx`,
      );
    }
  }
}

/** Reads the directory of a zip. Throws `invalid` or `too_large`. */
export async function openZip(
  bytes: Buffer,
  name: string,
  limits: ReadLimits,
): Promise<ZipDirectory> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false });
    if (zip.entryCount > limits.entries) {
      throw tooLarge(
        name,
        `holds ${inThousands(zip.entryCount)} files inside it, more than any spreadsheet needs; save it again as .xlsx`,
      );
    }
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    refuseOverlaps(entries, name);
    return new ZipDirectory(zip, bytes, entries, { name, limits });
  } catch (error) {
    throw error instanceof ViewfinderError ? error : damaged(name, error);
  }
}

/** Entries that share their bytes unpack a small file into a huge one, and no program writes them. */
function refuseOverlaps(entries: Entry[], name: string) {
  const inOrder = [...entries].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) throw damaged(name);
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
  }
}

export const tooLargeInside = (name: string, bytes: number) =>
  tooLarge(
    name,
    `unpacks to more than ${inThousands(Math.round(bytes / 1e6))} MB; split it into smaller files, or save it as .csv`,
  );

/** The sentence for every kind of encrypted workbook. */
export const passwordProtected = (name: string) =>
  unreadable(name, 'is protected by a password; save a copy without one and upload that');
