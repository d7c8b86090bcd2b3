import type { Db } from '../../db/schema.js';
import { unpackCells } from '../../surveys/answer-codes.js';
import { attributeValue, noValue, type AttributeFacet } from '../comment-filter.js';
import { attributesOf } from './column-queries.js';

/** What the response at a place in an import says of an attribute. */
export type AttributeValues = (role: AttributeFacet, position: number) => string[];

export async function attributeValues(db: Db, importId: number): Promise<AttributeValues> {
  const attributes = (await attributesOf(db, importId)).map(
    ({ role, cells, encoding, labels }) => ({
      role,
      cells: unpackCells(cells, encoding),
      values: new Map([...labels].map(([code, label]) => [code, attributeValue(label)])),
    }),
  );
  return (role, position) => {
    const own = attributes
      .filter((one) => one.role === role)
      .flatMap(({ cells, values }) => values.get(cells[position] ?? -1) ?? []);
    return own.length > 0 ? [...new Set(own)].sort() : [noValue];
  };
}
