import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';

/** An answer column's cell as hexadecimal: SQLite has no other way to a number from bytes. */
export interface CellPlace {
  cells: Expression<Uint8Array>;
  encoding: Expression<'u8' | 'u16' | 'f64'>;
  position: Expression<number>;
}

/** Whether the cell of a column at a place is an option code; little-endian, as `packCells` has it. */
export const cellIs = (
  { cells, encoding, position }: CellPlace,
  code: Expression<number>,
): RawBuilder<SqlBool> => sql`case ${encoding}
    when 'u8' then hex(substr(${cells}, ${position} + 1, 1)) = printf('%02X', ${code})
    when 'u16' then hex(substr(${cells}, ${position} * 2 + 1, 2)) = printf('%02X%02X', ${code} & 255, ${code} >> 8)
    else 0 end`;
