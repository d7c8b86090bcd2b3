import { partsOf } from '../support/zip-parts.js';

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

/** A Word file's parts, and its paragraphs with their styles. */
export async function readDocx(bytes: Buffer) {
  const parts = await partsOf(bytes);
  const document = parts.get('word/document.xml') ?? '';
  const paragraphs = [...document.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([xml]) => ({
    style: /<w:pStyle w:val="(\w+)"/.exec(xml)?.[1] ?? 'Normal',
    text: unescape([...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, t]) => t).join('')),
  }));
  return { parts, document, paragraphs };
}
