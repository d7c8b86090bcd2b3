import { BorderStyle, LineRuleType, type IStylesOptions } from 'docx';

export const colours = { ink: '1D3D5C', shade: 'EEF3F8', quiet: '484949' } as const;
const { ink, shade, quiet } = colours;
const font = 'Arial';

/** Half-points and twentieths of a point, as Word counts. */
export const points = (size: number) => size * 2;
export const twips = (size: number) => size * 20;

const bar = { style: BorderStyle.SINGLE, size: 36, space: 10, color: ink };
/** A border of the ground's own colour: room above and below the words. */
const room = { style: BorderStyle.SINGLE, size: 4, space: 6, color: shade };
/** The box of a call-out. */
export const callOutBox = {
  indent: { left: twips(14), right: twips(8) },
  shading: { type: 'clear', fill: shade, color: 'auto' },
  border: { left: bar, top: room, right: room, bottom: room },
} as const;

/**
 * Styles of the Word file by the names that Word itself knows, so that its navigation, its contents
 * table and a house template find them.
 */
export const docxStyles: IStylesOptions = {
  default: {
    document: {
      run: { font, size: points(11), language: { value: 'en-GB' } },
      paragraph: { spacing: { after: twips(8), line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { font, size: points(26), bold: true, color: ink },
      paragraph: { spacing: { after: twips(4) } },
    },
    heading1: {
      run: { font, size: points(16), bold: true, color: ink },
      paragraph: { spacing: { before: twips(28), after: twips(8) }, keepNext: true },
    },
    caption: {
      run: { font, size: points(10), color: quiet },
      paragraph: { spacing: { after: twips(6) }, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: 'Subtitle',
      name: 'Subtitle',
      basedOn: 'Normal',
      next: 'Normal',
      quickFormat: true,
      run: { color: quiet, size: points(11) },
      paragraph: { spacing: { after: twips(24) } },
    },
    {
      id: 'Quote',
      name: 'Quote',
      basedOn: 'Normal',
      next: 'QuoteAttribution',
      quickFormat: true,
      run: { size: points(14), bold: true, color: ink },
      paragraph: {
        border: { top: { style: BorderStyle.SINGLE, size: 18, space: 8, color: ink } },
        spacing: { before: twips(16), after: twips(3) },
        keepNext: true,
        keepLines: true,
      },
    },
    {
      id: 'QuoteAttribution',
      name: 'Quote attribution',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: points(10), color: quiet },
      paragraph: {
        border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 8, color: ink } },
        spacing: { after: twips(16) },
        keepLines: true,
      },
    },
    {
      // Word and LibreOffice draw neighbouring boxes as one unless a paragraph parts them.
      id: 'BetweenBoxes',
      name: 'Between boxes',
      basedOn: 'Normal',
      paragraph: { spacing: { line: twips(2), lineRule: LineRuleType.EXACTLY, after: 0 } },
    },
    {
      id: 'CallOut',
      name: 'Call-out',
      basedOn: 'Normal',
      next: 'CallOutBase',
      quickFormat: true,
      run: { size: points(14), bold: true, color: ink },
      paragraph: {
        ...callOutBox,
        spacing: { before: twips(8), after: 0 },
        keepNext: true,
        keepLines: true,
      },
    },
    {
      id: 'CallOutBase',
      name: 'Call-out base',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: points(10), color: quiet },
      paragraph: { ...callOutBox, spacing: { before: twips(3), after: twips(8) }, keepLines: true },
    },
  ],
};
