import { altText } from './alt-text.js';
import type { Chart } from './chart.js';

/** A chart as a page shows it. */
export interface ShownChart {
  title: string;
  alt: string;
  /** Address of the image, and of each file. */
  image: string;
  files: { name: string; href: string }[];
  /** Where it is added to a report; null of one that is not for publication. */
  add: string | null;
}

type Query = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** An address with what is chosen; values that are absent are left out. */
export function addressOf(path: string, query: Query): string {
  const parameters = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    ),
  ).toString();
  return parameters === '' ? path : `${path}?${parameters}`;
}

/** `path` is the chart's address without its ending, `query` what else is chosen; values that are absent are left out. */
export function shownChart(chart: Chart, path: string, query: Query = {}): ShownChart {
  const chosen = { ...query, showing: chart.internal ? 'internal' : null };
  const file = (ending: string) => addressOf(`${path}.${ending}`, { ...chosen, download: 'yes' });
  return {
    title: chart.title,
    alt: altText(chart),
    image: addressOf(`${path}.svg`, chosen),
    files: [
      { name: 'SVG', href: file('svg') },
      { name: 'PNG', href: file('png') },
      { name: 'table (CSV)', href: file('csv') },
    ],
    add: chart.internal
      ? null
      : addressOf('/reports/charts/new', { chart: addressOf(path, query) }),
  };
}
