import { BorderStyle, LineRuleType, type IParagraphStyleOptions, type IStylesOptions } from 'docx';
import { docxStyles, colours, points, twips, callOutBox } from './docx-styles.js';

const { ink, quiet } = colours;

const style = (
  id: string,
  name: string,
  { run = {}, paragraph = {} }: Pick<IParagraphStyleOptions, 'run' | 'paragraph'>,
): IParagraphStyleOptions => ({ id, name, basedOn: 'Normal', quickFormat: true, run, paragraph });

const heading = (size: number, before: number) => ({
  run: { size: points(size), bold: true, color: ink },
  paragraph: { spacing: { before: twips(before), after: twips(6) }, keepNext: true },
});

const table = { spacing: { before: 0, after: 0, line: 250, lineRule: LineRuleType.AUTO } };
const note = { size: points(9), color: quiet };

const own: IParagraphStyleOptions[] = [
  style('CallOutFigure', 'Call-out figure', {
    run: { size: points(30), bold: true, color: ink },
    paragraph: {
      ...callOutBox,
      spacing: { before: twips(14), after: 0 },
      keepNext: true,
      keepLines: true,
    },
  }),
  style('ContentsHeading', 'Contents heading', heading(13, 0)),
  style('TOC1', 'toc 1', { paragraph: { spacing: { after: twips(4) } } }),
  style('ListParagraph', 'List Paragraph', { paragraph: { spacing: { after: twips(4) } } }),
  style('BlockText', 'Block Text', {
    paragraph: {
      indent: { left: twips(18) },
      border: { left: { style: BorderStyle.SINGLE, size: 12, space: 10, color: 'B1B4B6' } },
    },
  }),
  style('Preformatted', 'HTML Preformatted', {
    run: { font: 'Courier New', size: points(9.5) },
    paragraph: { keepLines: true },
  }),
  style('Figure', 'Figure', { paragraph: { spacing: { after: twips(4) }, keepNext: true } }),
  style('FigureSubtitle', 'Figure subtitle', {
    run: { size: points(10), color: quiet },
    paragraph: { spacing: { after: twips(6) }, keepNext: true },
  }),
  style('Note', 'Note', { run: note, paragraph: { spacing: { after: twips(2) } } }),
  style('LastNote', 'Last note', { run: note, paragraph: { spacing: { after: twips(18) } } }),
  style('TableHeading', 'Table heading', {
    run: { size: points(9.5), bold: true, color: ink },
    paragraph: { ...table, keepNext: true },
  }),
  style('TableText', 'Table text', { run: { size: points(9.5) }, paragraph: table }),
  style('TableTitle', 'Table title', {
    run: { size: points(10), bold: true, color: ink },
    paragraph: { spacing: { before: twips(10), after: twips(6) }, keepNext: true },
  }),
  style('AfterTable', 'After table', {
    paragraph: { spacing: { line: twips(12), lineRule: LineRuleType.EXACTLY, after: 0 } },
  }),
  style('DraftMark', 'Draft mark', {
    run: { size: points(10), bold: true, color: '942514' },
    paragraph: { alignment: 'center', spacing: { after: twips(2) } },
  }),
  style('Header', 'header', {
    run: { size: points(9), color: quiet },
    paragraph: { spacing: { after: twips(10) } },
  }),
  style('Footer', 'footer', {
    run: { size: points(9), color: quiet },
    paragraph: { spacing: { after: 0 } },
  }),
];

/** Styles of a whole report: those of its quotes and call-outs, and of all that stands between them. */
export const reportStyles: IStylesOptions = {
  default: {
    ...docxStyles.default,
    heading2: heading(13, 16),
    heading3: heading(11.5, 12),
    heading4: heading(11, 10),
    heading5: { ...heading(11, 10), run: { size: points(11), color: ink } },
    footnoteText: { run: { size: points(9) }, paragraph: { spacing: { after: twips(2) } } },
  },
  paragraphStyles: [...(docxStyles.paragraphStyles ?? []), ...own],
};
