import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TextRun,
  type FileChild,
} from 'docx';
import { a4, plain, styled } from '../../../documents/docx-parts.js';
import { reportStyles } from '../../../documents/docx-report-styles.js';
import { formatDate } from '../../../http/formats.js';
import {
  appendixHeading,
  draftWords,
  type Publication,
  type PrintedSection,
} from '../publication.js';
import { headingParagraph, partsInWord, tableBlocks } from './word-parts.js';
import { printedTable } from './word-tables.js';
import { inlineRuns, type ListCount } from './word-text.js';

const levels = [0, 1, 2, 3];
const indentOf = (level: number) => ({
  style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 360 } } },
});
const numbering = {
  config: [
    {
      reference: 'bullets',
      levels: levels.map((level) => ({
        ...{ level, format: LevelFormat.BULLET, text: level % 2 === 0 ? '•' : '–' },
        ...indentOf(level),
      })),
    },
    {
      reference: 'numbers',
      levels: levels.map((level) => ({
        ...{ level, format: LevelFormat.DECIMAL, text: `%${level + 1}.` },
        ...indentOf(level),
      })),
    },
  ],
};

/** Without page numbers, which only Word itself can tell: it would ask to fill them in at every opening. */
const contentsOf = ({ contents }: Publication): FileChild[] =>
  contents.length === 0
    ? []
    : [
        styled('ContentsHeading', 'Contents'),
        new TableOfContents('Contents', {
          hyperlink: true,
          headingStyleRange: '1-1',
          pageNumbersEntryLevelsRange: '1-1',
          beginDirty: false,
        }),
      ];

function sectionBlocks({ heading, blocks }: PrintedSection, count: ListCount): FileChild[] {
  const title = new Paragraph({ heading: HeadingLevel.HEADING_2, text: plain(heading) });
  const all = blocks.map((block): FileChild[] => {
    if (block.kind === 'text') return [new Paragraph({ text: plain(block.text) })];
    if (block.kind === 'table') return tableBlocks(block);
    count.lists += 1;
    const marked = { reference: 'bullets', level: 0, instance: count.lists };
    return block.items.map(
      (item) => new Paragraph({ style: 'ListParagraph', text: plain(item), numbering: marked }),
    );
  });
  return [title, ...all.flat()];
}

/** The tables behind the charts, for those who do not see them. */
function annexOf({ parts }: Publication): FileChild[] {
  const figures = parts.filter((part) => part.kind === 'figure');
  if (figures.length === 0) return [];
  return [
    headingParagraph({ kind: 'heading', text: 'Data behind the charts', anchor: 'data' }),
    ...figures.flatMap(({ number, table }) => [
      new Paragraph({ heading: HeadingLevel.HEADING_2, text: plain(`Figure ${number}`) }),
      styled('TableTitle', table.caption),
      printedTable(table),
      styled('AfterTable', ''),
    ]),
  ];
}

const draftMark = ({ isDraft }: Publication) => (isDraft ? [styled('DraftMark', draftWords)] : []);

/** The title runs at the head of every page but the first, which bears it large. */
const headersOf = (publication: Publication) => ({
  first: new Header({ children: [...draftMark(publication), styled('Header', '')].slice(0, 1) }),
  default: new Header({
    children: [...draftMark(publication), styled('Header', publication.title)],
  }),
});

const foot = () =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of '] }),
          new TextRun({ children: [PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });

const margin = 1134;

/** A publication as a Word file: everything in styles that Word's navigation and a house template find. */
export async function wordReport(publication: Publication): Promise<Buffer> {
  const { title, at, footnotes, methodology, parts } = publication;
  const count: ListCount = { lists: 0 };
  const counted = `Figures counted and quotes checked on ${formatDate(at)}`;
  const document = new Document({
    title: plain(title),
    creator: 'Viewfinder',
    lastModifiedBy: 'Viewfinder',
    description: counted,
    styles: reportStyles,
    numbering,
    footnotes: Object.fromEntries(
      footnotes.map(({ number, words }) => [
        number,
        { children: [new Paragraph({ style: 'FootnoteText', children: inlineRuns(words) })] },
      ]),
    ),
    sections: [
      {
        properties: {
          page: {
            size: a4,
            margin: { top: 1474, bottom: 1361, left: margin, right: margin },
          },
          titlePage: true,
        },
        headers: headersOf(publication),
        footers: { default: foot(), first: foot() },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: plain(title) }),
          styled('Subtitle', counted),
          ...contentsOf(publication),
          ...(await partsInWord(parts, count)),
          headingParagraph(appendixHeading),
          ...methodology.flatMap((section) => sectionBlocks(section, count)),
          ...annexOf(publication),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
