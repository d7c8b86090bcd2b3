import { readFileSync } from 'node:fs';
import { projectPath } from '../../paths.js';
import { draftWords, type Publication } from './publication.js';

/** Text as a string of CSS; no "<" ends the element that the styles stand in. */
const cssString = (text: string) =>
  `"${text.replace(/[^\p{L}\p{N} .,:;?!()’“”–-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? ''} `)}"`;

/** The styles of a publication in a file of its own: those of the preview, and its title on every printed page. */
export function publicationStyles({ title, isDraft }: Pick<Publication, 'title' | 'isDraft'>) {
  const shared = readFileSync(projectPath('dist/assets/publication.css'), 'utf8');
  const head = isDraft ? `${title} – ${draftWords}` : title;
  return `${shared}\n:root { --running-title: ${cssString(head)}; }`;
}
