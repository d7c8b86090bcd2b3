import { ViewfinderError } from '../errors.js';
import { parseYamlFrame, type FrameContent } from './code-frame.js';
import { compileFrame } from './compile-frame.js';
import { frameOfCodes, type KnownTheme } from './frame-file-codes.js';
import { looksLikeCsv, readCodeCsv } from './frame-file-csv.js';
import { readQdc } from './frame-file-qdc.js';

function decode(bytes: Buffer): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ViewfinderError(
      'invalid',
      'The file is not text in UTF-8 or UTF-16. Save it as “CSV UTF-8”, .qdc or YAML.',
      { cause },
    );
  }
}

/**
 * Reads a frame by what is in its file: our YAML, a REFI-QDA codebook, or a table of codes as MAXQDA and
 * Taguette have it.
 * @param name what a frame is called whose file does not say.
 * @throws ViewfinderError `invalid` with what is wrong.
 */
export function readFrameBytes(
  bytes: Buffer,
  name: string,
  known: readonly KnownTheme[] = [],
): FrameContent {
  const text = decode(bytes);
  if (/^\s*</.test(text)) return frameOfCodes(name, readQdc(text), known);
  if (looksLikeCsv(text)) return frameOfCodes(name, readCodeCsv(text), known);
  const content = parseYamlFrame(text);
  compileFrame(content);
  return content;
}
