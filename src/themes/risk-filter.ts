import { parseOptionalId, parseText } from '../http/parse.js';
import { riskKindKeys, type RiskKind } from './risk-rules.js';

/** Which comments that may tell of risk a page lists: those that wait, or those that are settled. */
export interface RiskFilter {
  state: 'waiting' | 'settled';
  kind: RiskKind | undefined;
  survey: number | undefined;
  group: string | undefined;
  import: number | undefined;
  page: number;
}

/** The filter that an address or a form holds; what cannot be one is left out. */
export function parseRiskFilter(fields: Readonly<Record<string, unknown>>): RiskFilter {
  const group = parseText(fields['group']);
  return {
    state: parseText(fields['state']) === 'settled' ? 'settled' : 'waiting',
    kind: riskKindKeys.find((key) => key === parseText(fields['kind'])),
    survey: parseOptionalId(fields['survey']),
    group: /^[a-z_-]{1,80}$/.test(group) ? group : undefined,
    import: parseOptionalId(fields['import']),
    page: parseOptionalId(fields['page']) ?? 1,
  };
}

/** The parts of a filter that differ from the list of all that wait, as fields of a form. */
export const riskFields = ({ state, kind, survey, group, import: file, page }: RiskFilter) =>
  Object.entries({
    state: state === 'settled' ? state : undefined,
    kind,
    survey,
    group,
    import: file,
    page: page > 1 ? page : undefined,
  }).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: String(value) }]));

/** An address with a filter behind it. */
export function riskAddress(filter: RiskFilter, path = '/review/risk'): string {
  const pairs = new URLSearchParams(
    riskFields(filter).map(({ name, value }): [string, string] => [name, value]),
  );
  return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
}
