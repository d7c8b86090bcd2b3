import { readFileSync } from 'node:fs';
import { sentimentCardFile } from '../../themes/load-tagger.js';
import { domainSet } from '../../themes/labelled-sets.js';
import type { CodingFacts } from './methodology-facts.js';

/** The figures of the field's comments from a model card's table; null for a card without them. */
export function sentimentErrorIn(card: string): CodingFacts['sentiment'] {
  const lines = card.split('\n');
  const head = lines.findIndex((line) => line.startsWith('| texts of |'));
  const cellsOf = (line = '') => line.split('|').map((cell) => cell.trim());
  const names = cellsOf(lines[head]);
  const row = lines.slice(head + 1).find((line) => cellsOf(line)[1] === domainSet);
  if (head === -1 || !row) return null;
  const cells = cellsOf(row);
  const figure = (name: string) => Number(cells[names.indexOf(name)]);
  const found = {
    comments: figure('number'),
    accuracy: figure('accuracy'),
    macroF1: figure('macro-F1'),
  };
  return Object.values(found).every(Number.isFinite) ? found : null;
}

/** How often the program's sentiment is right, as the card of its model says. */
export const sentimentError = () => sentimentErrorIn(readFileSync(sentimentCardFile, 'utf8'));
