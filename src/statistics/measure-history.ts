import type { Db } from '../db/schema.js';
import { rulesOf, type DisclosureRules } from '../disclosure-rules.js';
import { formatDate, formatList } from '../http/formats.js';
import type { Showing } from './breakdown-queries.js';
import { isSameValue, type CountedFigure } from './count-measure.js';
import { definitionNames } from './definition-names.js';
import type { MeasureFigure, ShownFigure } from './measure-figures.js';
import { countedInWords } from './measure-numbers.js';
import { listValues, type MeasureValue } from './measure-value-queries.js';
import { groupPlural, reasonInWords, type DefinitionNames } from './measure-words.js';
import { confidential } from './withhold.js';

/** A figure of a measure that became another, and why. */
export interface FigureChange {
  /** When it was seen. */
  at: string;
  /** Who changed the definition; '' where the answers changed. */
  by: string;
  /** Each figure that changed. */
  figures: { of: string; was: string | null; became: string | null }[];
  why: string[];
  /** "51% (51 of 100) became 52% (52 of 101) on 26 November 2026, because …" */
  sentence: string;
}

interface Telling {
  names: DefinitionNames;
  showing: Showing;
  /** The figures withheld from publication now, as `keyOf` has them: nor does it tell what they were. */
  withheld: ReadonlySet<string>;
  rules: DisclosureRules;
  /** Whether a figure has to say its wave. */
  severalWaves: boolean;
}

type Place = Pick<CountedFigure, 'waveId' | 'groupKey'>;
const keyOf = ({ waveId, groupKey }: Place) => `${waveId}/${groupKey ?? ''}`;

const withheldOf = (shown: readonly ShownFigure[]) =>
  new Set(shown.filter(({ withheld }) => withheld).map(keyOf));

/** "Foster carers, 2012-13"; '' where there is one figure alone. */
const placeOf = ({ waveId, groupKey }: CountedFigure, { names, severalWaves }: Telling) =>
  [
    ...(groupKey === null ? [] : [groupPlural(groupKey)]),
    ...(severalWaves ? [names.waves.get(waveId) ?? 'another wave'] : []),
  ].join(', ');

function figuresBetween(
  before: readonly CountedFigure[],
  after: readonly CountedFigure[],
  telling: Telling,
) {
  const then = new Map(before.map((figure) => [keyOf(figure), figure]));
  const now = new Map(after.map((figure) => [keyOf(figure), figure]));
  const words = (figure: CountedFigure | undefined) => {
    if (!figure) return null;
    const hidden = telling.showing === 'publication' && telling.withheld.has(keyOf(figure));
    return hidden ? confidential : countedInWords(figure, telling.showing, telling.rules);
  };
  return [...new Map([...then, ...now])].flatMap(([key, figure]) => {
    const [was, became] = [then.get(key), now.get(key)];
    if (was && became && isSameValue(was, became)) return [];
    return [{ of: placeOf(figure, telling), was: words(was), became: words(became) }];
  });
}

function sentenceOf({ figures, at, why }: Omit<FigureChange, 'sentence'>): string {
  const because = `, because ${formatList(why)}.`;
  const told = figures.map(({ of, was, became }) => {
    const named = of === '' ? '' : `${of}: `;
    if (became === null) return `${named}${was} is no longer counted`;
    if (was === null) return `${named}${became} was counted`;
    return `${named}${was} became ${became}`;
  });
  const changes = told.length > 0 ? told.join('; ') : 'The figure stayed the same';
  return `${changes} on ${formatDate(at)}${because}`;
}

function changeAt(values: readonly MeasureValue[], at: number, telling: Telling): FigureChange[] {
  const [before, value] = [values[at - 1], values[at]];
  if (!value) return [];
  const change = {
    before: before?.basis.definition ?? null,
    after: value.basis.definition,
    names: telling.names,
  };
  const told = {
    at: value.recordedAt,
    by: value.accountName,
    figures: figuresBetween(before?.figures ?? [], value.figures, telling),
    why: value.reasons.map((reason) => reasonInWords(reason, change)),
  };
  return [{ ...told, sentence: sentenceOf(told) }];
}

/**
 * Every value that a measure has had, newest first, each with why it was another than before; the first
 * has none before it. For publication without counts (see `countedInWords`), and of a figure that is
 * withheld now not what it was either.
 */
export async function measureHistory(
  db: Db,
  measure: MeasureFigure,
  showing: Showing,
): Promise<FigureChange[]> {
  const values = await listValues(db, measure.id);
  const figures = values.flatMap((value) => value.figures);
  const names = await definitionNames(db, measure, [
    ...new Set(figures.map(({ waveId }) => waveId)),
  ]);
  const telling = {
    names,
    showing,
    withheld: withheldOf(measure.figures),
    rules: rulesOf(db),
    severalWaves: names.waves.size > 1,
  };
  return values.flatMap((_, at) => changeAt(values, at, telling)).reverse();
}

/** "It was 51% when it was added on 3 May 2026.", of a measure's own wave as it is for publication; null where it prints the same. */
export async function changedSince(
  db: Db,
  measure: MeasureFigure,
  at: string,
): Promise<string | null> {
  const withheld = withheldOf(measure.figures);
  const values = await listValues(db, measure.id);
  const now = values.at(-1);
  const then = values.findLast(({ recordedAt }) => recordedAt <= at) ?? values[0];
  if (!now || !then || then === now) return null;
  const own = ({ figures }: MeasureValue) =>
    figures.filter(({ waveId }) => waveId === measure.waveId);
  const words = (value: MeasureValue) =>
    own(value).map((figure) => {
      const of = figure.groupKey === null ? '' : `${groupPlural(figure.groupKey)} `;
      const words = countedInWords(figure, 'publication', rulesOf(db));
      return `${of}${withheld.has(keyOf(figure)) ? confidential : words}`;
    });
  const [was, is] = [words(then), words(now)];
  if (JSON.stringify(was) === JSON.stringify(is)) return null;
  return `It was ${formatList(was)} when it was added on ${formatDate(at)}.`;
}
