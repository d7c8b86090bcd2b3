import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Which of the words stand in which files of a folder, in any case, as UTF-8 or UTF-16: "file: word". */
export function foundOnDisk(folder: string, words: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(path.join(parentPath, name));
    const text = bytes.toString('latin1').toLowerCase();
    const narrow = text.replaceAll('\0', '');
    return words
      .map((word) => Buffer.from(word.toLowerCase(), 'utf8').toString('latin1'))
      .filter((word) => text.includes(word) || narrow.includes(word))
      .map((word) => `${name}: ${word}`);
  });
}
