import { text as readText } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
};
export const unescape = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos|#39|#34);/g, (_, name: string) => entities[name] ?? '');

/** The parts of a Word file by their names. */
async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, file) =>
      error ? reject(error) : resolve(file),
    ),
  );
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(parts));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        readText(stream)
          .then((content) => parts.set(entry.fileName, content))
          .then(() => zip.readEntry(), reject);
      });
    });
    zip.readEntry();
  });
}

/** A Word file's parts, and its paragraphs with their styles. */
export async function readDocx(bytes: Buffer) {
  const parts = await unzip(bytes);
  const document = parts.get('word/document.xml') ?? '';
  const paragraphs = [...document.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([xml]) => ({
    style: /<w:pStyle w:val="(\w+)"/.exec(xml)?.[1] ?? 'Normal',
    text: unescape([...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, t]) => t).join('')),
  }));
  return { parts, document, paragraphs };
}
