import type { Style } from './workbook.js';
import { xmlHeader } from '../../documents/xml.js';

const names = 'urn:oasis:names:tc:opendocument:xmlns';

/** The namespaces of every part. */
export const ods = `${[
  ['office', `${names}:office:1.0`],
  ['style', `${names}:style:1.0`],
  ['text', `${names}:text:1.0`],
  ['table', `${names}:table:1.0`],
  ['number', `${names}:datastyle:1.0`],
  ['fo', `${names}:xsl-fo-compatible:1.0`],
  ['meta', `${names}:meta:1.0`],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
]
  .map(([prefix, address]) => `xmlns:${prefix}="${address}"`)
  .join(' ')}`;

export const widthStyle = (characters: number) => `width${characters}`;

const wrapped = '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/>';
const plain = '<style:table-cell-properties style:vertical-align="top"/>';
const right = '<style:paragraph-properties fo:text-align="end"/>';
const bold = '<style:text-properties fo:font-weight="bold"/>';

/** By style: its number format, the name that people read, and how it looks. */
const looks: Record<Style, { number?: string; shown?: string; look: string }> = {
  text: { look: wrapped },
  title: {
    shown: 'Heading 1',
    look: `${plain}<style:text-properties fo:font-weight="bold" fo:font-size="16pt"/>`,
  },
  heading: { look: `${wrapped}${bold}` },
  figureHeading: { look: `${wrapped}${right}${bold}` },
  figure: { number: 'whole', look: `${plain}${right}` },
  tenths: { number: 'tenths', look: `${plain}${right}` },
  link: {
    look: `${wrapped}<style:text-properties style:text-underline-style="solid" fo:color="#1d70b8"/>`,
  },
};

const styleXml = ([name, { number, shown, look }]: [string, (typeof looks)[Style]]) =>
  `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${shown === undefined ? '' : ` style:display-name="${shown}"`}${number === undefined ? '' : ` style:data-style-name="${number}"`}>${look}</style:style>`;

const font = 'fo:font-family="Arial" style:font-family-generic="swiss" fo:font-size="12pt"';

export const odsStylesXml = `${xmlHeader}<office:document-styles ${ods} office:version="1.3"><office:styles><style:default-style style:family="table-cell"><style:text-properties ${font} fo:language="en" fo:country="GB" fo:color="#0b0c0c"/></style:default-style><number:number-style style:name="whole"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:number-style style:name="tenths"><number:number number:decimal-places="1" number:min-decimal-places="1" number:min-integer-digits="1"/></number:number-style><style:style style:name="Default" style:family="table-cell"/>${Object.entries(looks).map(styleXml).join('')}</office:styles><office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/></office:master-styles></office:document-styles>`;
