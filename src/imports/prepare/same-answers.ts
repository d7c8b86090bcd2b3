import type { ColumnMapping } from '../import-types.js';

type Row = readonly string[];

const compared = new Set<ColumnMapping['role']>([
  'closed',
  'multiple_part',
  'number',
  'open',
  'attribute',
  'provider',
  'region',
  'local_authority',
  'respondent_group',
]);

/** Two people who tick alike are no copies: a comment of some length or many different answers are. */
const leastComment = 20;
const leastAnswers = 20;
const leastDifferent = 4;

function isTelling(row: Row, columns: readonly ColumnMapping[]): boolean {
  const filled = columns.filter(({ position }) => row[position]);
  const words = filled.some(
    ({ role, position }) => role === 'open' && (row[position] ?? '').length >= leastComment,
  );
  const different = new Set(filled.map(({ position }) => row[position]));
  return words || (filled.length >= leastAnswers && different.size >= leastDifferent);
}

/** FNV-1a over the UTF-16 units: keeps 100,000 rows in a few megabytes; equal hashes are compared. */
function hashOf(row: Row, columns: readonly ColumnMapping[]): number {
  let hash = 0x811c9dc5;
  for (const { position } of columns) {
    const cell = row[position] ?? '';
    for (let at = 0; at < cell.length; at += 1) {
      hash = Math.imul(hash ^ cell.charCodeAt(at), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return hash;
}

/** Rows whose answers and comments are all the same as those of an earlier row, with that row. */
export function sameAnswers(
  rows: readonly Row[],
  mapped: readonly ColumnMapping[],
): { row: number; earlier: number }[] {
  const columns = mapped.filter(({ role }) => compared.has(role));
  const seen = new Map<number, number>();
  const found: { row: number; earlier: number }[] = [];
  rows.forEach((row, at) => {
    const hash = hashOf(row, columns);
    const earlier = seen.get(hash);
    if (earlier === undefined) return seen.set(hash, at);
    const isSame = columns.every(({ position }) => rows[earlier]?.[position] === row[position]);
    if (isSame && isTelling(row, columns)) found.push({ row: at, earlier });
    return seen;
  });
  return found;
}
