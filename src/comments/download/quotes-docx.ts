import { Document, HeadingLevel, Packer, Paragraph } from 'docx';
import { a4, pageNumbers, plain, styled, styledLines } from '../../documents/docx-parts.js';
import { docxStyles } from '../../documents/docx-styles.js';
import { formatCount, formatNumber } from '../../http/formats.js';
import type { Fact } from './provenance.js';
import type { DownloadedComment } from './read-download.js';

/** What quotes may be grouped by, and the headings that a comment stands under. */
export const quoteGroupings = {
  theme: ({ themes }: DownloadedComment) =>
    themes.length > 0 ? themes.map(({ name }) => name) : ['No theme'],
  survey: ({ survey, wave }: DownloadedComment) => [`${survey}, ${wave}`],
} as const;
export type QuoteGrouping = keyof typeof quoteGroupings;

function grouped(comments: readonly DownloadedComment[], by: QuoteGrouping) {
  const groups = new Map<string, DownloadedComment[]>();
  for (const comment of comments) {
    for (const heading of quoteGroupings[by](comment)) {
      const own = groups.get(heading) ?? [];
      own.push(comment);
      groups.set(heading, own);
    }
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'en'));
}

const quoteParagraphs = ({ text, attribution, id }: DownloadedComment) => [
  styledLines('Quote', text),
  styled('QuoteAttribution', `${attribution} Comment ${id}`),
];

const factParagraph = ([name, value]: Fact) =>
  styled('Normal', `${name}: ${typeof value === 'number' ? formatNumber(value) : value}`);

/** The comments as a Word file of quotations under headings, behind what the file says of itself. */
export function quotesDocx(
  facts: readonly Fact[],
  comments: readonly DownloadedComment[],
  by: QuoteGrouping,
): Promise<Buffer> {
  const heading = (text: string) =>
    new Paragraph({ heading: HeadingLevel.HEADING_1, text: plain(text) });
  const note =
    by === 'theme' ? [styled('Normal', 'A comment stands under each of its themes.')] : [];
  const page = { properties: { page: { size: a4 } }, footers: { default: pageNumbers } };
  const document = new Document({
    title: 'Comments',
    creator: 'Viewfinder',
    lastModifiedBy: 'Viewfinder',
    styles: docxStyles,
    sections: [
      {
        ...page,
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: 'Comments' }),
          styled('Subtitle', 'How they were selected'),
          ...facts.map(factParagraph),
          ...note,
        ],
      },
      {
        ...page,
        children: grouped(comments, by).flatMap(([name, own]) => [
          heading(name),
          styled('Caption', formatCount(own.length, 'comment')),
          ...own.flatMap(quoteParagraphs),
        ]),
      },
    ],
  });
  return Packer.toBuffer(document);
}
