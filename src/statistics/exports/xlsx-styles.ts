import { styles, type Style } from './workbook.js';
import { xmlHeader } from '../../documents/xml.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const font = (size: number, more = '') =>
  `<font>${more}<sz val="${size}"/><color rgb="FF0B0C0C"/><name val="Arial"/><family val="2"/></font>`;

const top = 'vertical="top" wrapText="1"';
/** By style: number format (1 whole, 2 decimals are Excel's own; 164 is ours), font, named style, alignment. */
const formats: Record<Style, { number: number; font: number; named: number; align: string }> = {
  text: { number: 0, font: 0, named: 0, align: top },
  title: { number: 0, font: 2, named: 1, align: 'vertical="top"' },
  heading: { number: 0, font: 1, named: 0, align: top },
  figureHeading: { number: 0, font: 1, named: 0, align: `horizontal="right" ${top}` },
  figure: { number: 3, font: 0, named: 0, align: 'horizontal="right" vertical="top"' },
  tenths: { number: 164, font: 0, named: 0, align: 'horizontal="right" vertical="top"' },
  link: { number: 0, font: 3, named: 2, align: top },
};

/** Its place among the cell formats; a text keeps its quote, so that no edit makes a formula of it. */
export const styleNumber = (style: Style) => styles.indexOf(style);

const cellFormat = (style: Style) => {
  const { number, font, named, align } = formats[style];
  return `<xf numFmtId="${number}" fontId="${font}" fillId="0" borderId="0" xfId="${named}" quotePrefix="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment ${align}/></xf>`;
};

/** Titles are marked as headings and links as links by Excel's own named styles. */
export const stylesXml = `${xmlHeader}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts><fonts count="4">${font(12)}${font(12, '<b/>')}${font(16, '<b/>')}<font><u/><sz val="12"/><color rgb="FF1D70B8"/><name val="Arial"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0"/><xf numFmtId="0" fontId="3" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${styles.length}">${styles.map(cellFormat).join('')}</cellXfs><cellStyles count="3"><cellStyle name="Normal" xfId="0" builtinId="0"/><cellStyle name="Heading 1" xfId="1" builtinId="16"/><cellStyle name="Hyperlink" xfId="2" builtinId="8"/></cellStyles><dxfs count="0"/><tableStyles count="0"/></styleSheet>`;
