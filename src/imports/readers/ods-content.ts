import { inThousands, tooLarge, type ReadLimits } from './read-limits.js';

const tag =
  /<(\/?)(?:[\w-]+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^<>"]|"[^"]*")*?)(\/?)>/g;

/** `number-rows-repeated="3"` of an element's attributes; 1 where it has none. */
function repeats(attributes: string, name: 'rows' | 'columns'): number {
  const written = new RegExp(`number-${name}-repeated\\s*=\\s*"([^"]*)"`).exec(attributes)?.[1];
  const times = Number(written ?? 1);
  return Number.isFinite(times) && times >= 1 ? Math.floor(times) : 1;
}

/**
 * Refuses an .ods whose repeat counts unfold into more cells than the limits allow: 952 bytes can ask
 * for 16,384 × 1,048,576 cells (OpenDocument 1.2, 19.675 and 19.678). Blank cells and rows may repeat
 * to the end of the sheet, as spreadsheet programs write them. `content` is content.xml, decoded as
 * Latin-1, of which only the ASCII mark-up is looked at.
 */
export function checkOdsContent(content: string, name: string, limits: ReadLimits) {
  refuseLongSpaces(content, name, limits);
  const reach: Reach = { row: 0, column: 0, rowRepeats: 1, filled: 0, farRow: 0, farColumn: 0 };
  for (const match of content.matchAll(tag)) {
    const element = match[2] ?? '';
    if (!element.endsWith('cell')) {
      enter(reach, element, match[1] === '/', match[3] ?? '');
    } else if (match[1] !== '/') {
      addCells(reach, match, content);
      if (isBeyond(reach, limits)) throw unfoldsTooFar(name, limits);
    }
  }
}

/** How far the cells with a value have come; `row` and `column` count from 0, repeats unfolded. */
interface Reach {
  row: number;
  column: number;
  rowRepeats: number;
  filled: number;
  farRow: number;
  farColumn: number;
}

function enter(reach: Reach, element: string, closing: boolean, attributes: string) {
  if (element === 'table') Object.assign(reach, { row: 0, filled: 0 });
  if (element !== 'table-row') return;
  // A row that closes itself holds nothing, and SheetJS does not count its repeats either.
  if (closing) reach.row += reach.rowRepeats;
  reach.rowRepeats = closing ? 1 : repeats(attributes, 'rows');
  reach.column = 0;
}

function addCells(reach: Reach, match: RegExpExecArray, content: string) {
  const [whole, , , attributes = '', selfClosing] = match;
  const times = repeats(attributes, 'columns');
  const empty = selfClosing === '/' || content.startsWith('</', match.index + whole.length);
  reach.column += times;
  if (empty && !attributes.includes('value-type')) return;
  reach.filled += times * reach.rowRepeats;
  reach.farColumn = reach.column;
  reach.farRow = reach.row + reach.rowRepeats;
}

/** Places (0-based) of the sheets whose style says that they are not shown (19.733 table:display). */
export function hiddenOdsSheets(content: string): Set<number> {
  const hiddenStyles = new Set(
    [
      ...content.matchAll(
        /<style:style\b([^>]*)>\s*<style:table-properties\b[^>]*table:display="false"/g,
      ),
    ].map(([, attributes = '']) => /style:name="([^"]*)"/.exec(attributes)?.[1]),
  );
  const styles = [...content.matchAll(/<table:table(?=[\s>])([^>]*)>/g)].map(
    ([, attributes = '']) => /table:style-name="([^"]*)"/.exec(attributes)?.[1],
  );
  return new Set(
    styles.flatMap((style, place) => (style && hiddenStyles.has(style) ? [place] : [])),
  );
}

const isBeyond = ({ filled, farRow, farColumn }: Reach, limits: ReadLimits) =>
  filled > limits.cells || farRow > limits.rows || farColumn > limits.columns;

const unfoldsTooFar = (name: string, limits: ReadLimits) =>
  tooLarge(
    name,
    `unfolds into more than ${inThousands(limits.cells)} cells, ${inThousands(limits.rows)} rows or ${inThousands(limits.columns)} columns; delete what lies beyond the responses and save it again`,
  );

/** `<text:s text:c="900000000"/>` stands for that many spaces. */
function refuseLongSpaces(content: string, name: string, limits: ReadLimits) {
  for (const [, length] of content.matchAll(/:c\s*=\s*"(\d{5,})"/g)) {
    if (Number(length) > limits.cellLength) {
      throw tooLarge(
        name,
        `holds more than ${inThousands(limits.cellLength)} spaces in one cell; shorten it`,
      );
    }
  }
}
