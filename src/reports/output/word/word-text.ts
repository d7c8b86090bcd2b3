import {
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  Paragraph,
  TextRun,
  type ParagraphChild,
  type IParagraphOptions,
  type Table,
} from 'docx';
import type { Token } from 'markdown-it';
import { plain, styled, styledLines } from '../../../documents/docx-parts.js';
import { topBlocks } from '../../markdown.js';
import { wordTable } from './word-tables.js';

/** Headings of a text count from the third level of the report, which is Word's second. */
export const headings: Readonly<Record<string, (typeof HeadingLevel)[keyof typeof HeadingLevel]>> =
  {
    h3: HeadingLevel.HEADING_2,
    h4: HeadingLevel.HEADING_3,
    h5: HeadingLevel.HEADING_4,
    h6: HeadingLevel.HEADING_5,
  };

interface Emphasis {
  bold: boolean;
  italics: boolean;
  strike: boolean;
}

const changes: Readonly<Record<string, Partial<Emphasis>>> = {
  strong_open: { bold: true },
  strong_close: { bold: false },
  em_open: { italics: true },
  em_close: { italics: false },
  s_open: { strike: true },
  s_close: { strike: false },
};

function wordsOf({ type, content, meta }: Token, emphasis: Emphasis): ParagraphChild[] {
  if (type === 'footnote') return [new FootnoteReferenceRun(Number(meta?.['number']))];
  if (type === 'hardbreak') return [new TextRun({ break: 1 })];
  if (type === 'softbreak') return [new TextRun(' ')];
  const font = type === 'code_inline' ? { font: 'Courier New' } : {};
  return content === '' ? [] : [new TextRun({ text: plain(content), ...emphasis, ...font })];
}

/** The words of a paragraph, heading or cell as Word's runs, links and footnotes. */
export function inlineRuns(tokens: readonly Token[]): ParagraphChild[] {
  const runs: ParagraphChild[] = [];
  let emphasis: Emphasis = { bold: false, italics: false, strike: false };
  let link: { address: string; words: ParagraphChild[] } | undefined;
  for (const token of tokens) {
    emphasis = { ...emphasis, ...changes[token.type] };
    if (token.type === 'link_open') {
      link = { address: String(token.attrGet('href') ?? ''), words: [] };
    } else if (token.type === 'link_close' && link) {
      runs.push(new ExternalHyperlink({ link: link.address, children: link.words }));
      link = undefined;
    } else if (link && token.type === 'text') {
      link.words.push(new TextRun({ text: plain(token.content), style: 'Hyperlink', ...emphasis }));
    } else {
      (link?.words ?? runs).push(...wordsOf(token, emphasis));
    }
  }
  return runs;
}

export const lists = { bullet_list_open: 'bullets', ordered_list_open: 'numbers' } as const;
type ListKind = (typeof lists)[keyof typeof lists];

/** Each list of numbers begins at 1 again, in whatever text of the report it stands. */
export interface ListCount {
  lists: number;
}

/** Where in a text a paragraph stands. */
class Place {
  private readonly stack: { kind: ListKind; instance: number }[] = [];
  private quotes = 0;
  private opened = false;

  constructor(private readonly count: ListCount) {}

  move({ type }: Token): void {
    if (type === 'bullet_list_open' || type === 'ordered_list_open') {
      this.count.lists += 1;
      this.stack.push({ kind: lists[type], instance: this.count.lists });
    }
    if (type === 'bullet_list_close' || type === 'ordered_list_close') this.stack.pop();
    if (type === 'blockquote_open') this.quotes += 1;
    if (type === 'blockquote_close') this.quotes -= 1;
    if (type === 'list_item_open') this.opened = true;
  }

  /** The first paragraph of an item has its mark; those after it stand below its words. */
  paragraph(): IParagraphOptions {
    const list = this.stack.at(-1);
    if (!list) return this.quotes > 0 ? { style: 'BlockText' } : {};
    const level = Math.min(this.stack.length, 4) - 1;
    const isFirst = this.opened;
    this.opened = false;
    const numbering = { reference: list.kind, level, instance: list.instance };
    return isFirst
      ? { style: 'ListParagraph', numbering }
      : { style: 'ListParagraph', indent: { left: 360 * (level + 1) } };
  }
}

function tableOf(tokens: readonly Token[]): Table {
  const rows: ParagraphChild[][][] = [];
  tokens.forEach(({ type, children }) => {
    if (type === 'tr_open') rows.push([]);
    if (type === 'inline') rows.at(-1)?.push(inlineRuns(children ?? []));
  });
  const [head = [], ...body] = rows;
  return wordTable(
    head.map((words) => ({ words, isNumber: false })),
    body,
  );
}

/** A heading, paragraph, list or block of words. */
function paragraphsOf(
  tokens: readonly Token[],
  place: Place,
  { keepLines }: { keepLines: boolean },
): Paragraph[] {
  const heading = headings[tokens[0]?.tag ?? ''];
  return tokens.flatMap((token): Paragraph[] => {
    place.move(token);
    if (token.type === 'fence' || token.type === 'code_block')
      return [styledLines('Preformatted', token.content.replace(/\n$/, ''))];
    if (token.type !== 'inline') return [];
    const options = heading ? { heading } : place.paragraph();
    return [new Paragraph({ ...options, keepLines, children: inlineRuns(token.children ?? []) })];
  });
}

/**
 * A text's tokens as paragraphs, lists and tables. Beside a quote the first paragraph stays in one piece: the quote
 * is held by it, and would run into the foot of the page.
 */
export function textBlocks(
  tokens: readonly Token[],
  count: ListCount,
  isBesideQuote = false,
): (Paragraph | Table)[] {
  const place = new Place(count);
  return topBlocks(tokens).flatMap((block, at) =>
    block[0]?.type === 'table_open'
      ? [tableOf(block), styled('AfterTable', '')]
      : paragraphsOf(block, place, { keepLines: isBesideQuote && at < 2 }),
  );
}
