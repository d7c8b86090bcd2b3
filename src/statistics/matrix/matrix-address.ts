import type { Choices, FacetKey } from '../../comments/comment-filter.js';
import { selectionAddress, type Selection } from '../../comments/selection.js';
import { parseText } from '../../http/parse.js';

/** What themes are set against; all but themes divide comments, so that each is in one column. */
export const axes = {
  sentiment: { name: 'sentiment', column: 'Sentiment' },
  theme: { name: 'each other', column: 'Theme' },
  group: { name: 'respondent group', column: 'Respondent group' },
  survey: { name: 'survey', column: 'Survey' },
  wave: { name: 'wave', column: 'Wave' },
  region: { name: 'region', column: 'Region' },
  provider: { name: 'provider', column: 'Provider' },
} as const;
export type Axis = keyof typeof axes;

export const figures = {
  row: 'percentages of each row',
  column: 'percentages of each column',
  count: 'numbers of comments',
} as const;
export type Figures = keyof typeof figures;

/** What the address of a matrix asks for besides its selection. */
export interface MatrixAddress {
  axis: Axis;
  figures: Figures;
  /** Whether long tables are shown whole. */
  whole: boolean;
}

const oneOf = <T extends string>(table: Record<T, unknown>, text: string, usual: T): T =>
  (Object.keys(table) as T[]).find((key) => key === text) ?? usual;

export const parseMatrixAddress = (
  parameters: Readonly<Record<string, unknown>>,
): MatrixAddress => ({
  axis: oneOf(axes, parseText(parameters['by']), 'sentiment'),
  figures: oneOf(figures, parseText(parameters['figures']), 'row'),
  whole: parseText(parameters['whole']) === 'on',
});

export function matrixAddress(
  selection: Selection,
  { axis, figures: chosen, whole }: MatrixAddress,
  path = '/comments/matrix',
): string {
  const address = selectionAddress(selection, {}, path);
  const own = new URLSearchParams({ by: axis });
  if (chosen !== 'row') own.set('figures', chosen);
  if (whole) own.set('whole', 'on');
  return `${address}${address.includes('?') ? '&' : '?'}${own.toString()}`;
}

/** The comments of a selection that have all of some themes, and a value of another facet. */
export function cellAddress(
  selection: Selection,
  themes: readonly string[],
  other?: { axis: Exclude<FacetKey, 'theme'>; value: string },
): string {
  const { chosen } = selection.filter;
  const [first, ...rest] = [...new Set(themes)];
  // Themes that are chosen already are alternatives, which a comment of the cell need not have but one of.
  const isFree = chosen.theme.length === 0 && first !== undefined;
  const also = isFree ? rest : themes;
  const narrowed: Choices = {
    ...chosen,
    theme: isFree ? [first] : chosen.theme,
    also: [...new Set([...chosen.also, ...also])],
  };
  if (other) narrowed[other.axis] = [other.value];
  return selectionAddress(selection, { chosen: narrowed, order: '', seed: '' });
}
