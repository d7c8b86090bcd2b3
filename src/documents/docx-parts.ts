import { AlignmentType, Footer, PageNumber, Paragraph, TextRun } from 'docx';

/** XML 1.0 has no place for these characters at all, and Word refuses a file that holds one. */
const notInXml = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
export const plain = (text: string) => text.replace(notInXml, '');

/** A paragraph in a named style. */
export const styled = (style: string, text: string) => new Paragraph({ style, text: plain(text) });

/** The same with its line breaks, which stand as white space otherwise. */
export const styledLines = (style: string, text: string) =>
  new Paragraph({
    style,
    children: plain(text)
      .split(/\r\n|\r|\n/)
      .map((line, at) => new TextRun({ text: line, ...(at > 0 ? { break: 1 } : {}) })),
  });

/** In twentieths of a point. */
export const a4 = { width: 11906, height: 16838 };

/** "Page 1 of 3" at the foot of every page. */
export const pageNumbers = new Footer({
  children: [
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      children: [
        new TextRun({ size: 18, children: ['Page ', PageNumber.CURRENT, ' of '] }),
        new TextRun({ size: 18, children: [PageNumber.TOTAL_PAGES] }),
      ],
    }),
  ],
});
