import { missingKinds } from '../../surveys/words.js';
import type { Rates } from '../rates.js';
import { confidential, withheldShare, type Figure } from '../withhold.js';
import {
  baseField,
  missingField,
  negativeField,
  optionField,
  placeKey,
  strayField,
  type Part,
  type PlaceKey,
} from './published-table.js';

type Negative = NonNullable<Rates['negative']>;

function maskedShare(
  { numerator, base }: Negative,
  hidesBase: boolean,
  hidesNumerator: boolean,
): NonNullable<Rates<Figure>['negative']> {
  return {
    ...withheldShare,
    numerator: hidesNumerator ? confidential : numerator,
    base: hidesBase ? confidential : base,
  };
}

/** The figures of a part as they may leave: each withheld number, and whatever is made of it, is `[c]`. */
export function maskedRates<R extends Rates>(
  rates: R,
  part: Part,
  withheld: ReadonlySet<PlaceKey>,
): Omit<R, keyof Rates> & Rates<Figure> {
  const hides = (field: string) => withheld.has(placeKey(part, field));
  const figure = (field: string, value: number): Figure => (hides(field) ? confidential : value);
  const hidesBase = hides(baseField);
  const { negative } = rates;
  const hidesNegative = hidesBase || hides(negativeField);
  return {
    ...rates,
    base: figure(baseField, rates.base),
    options: rates.options.map((option) => {
      const hidden = hides(optionField(option.code));
      const isShare = option.percentage !== null || (hidesBase && option.polarity !== 'excluded');
      const percentage = hidden || hidesBase ? confidential : option.percentage;
      return {
        ...option,
        count: hidden ? confidential : option.count,
        percentage: isShare ? percentage : null,
      };
    }),
    missing: Object.fromEntries(
      missingKinds.map((kind) => [kind, figure(missingField(kind), rates.missing[kind])]),
    ) as Rates<Figure>['missing'],
    strays: figure(strayField, rates.strays),
    negative:
      negative && hidesNegative ? maskedShare(negative, hidesBase, hides(negativeField)) : negative,
  };
}
