import MarkdownIt, { type Token } from 'markdown-it';

/** A footnote as it is written in a text: "…^[Of those who answered.]". */
export type Footnote = {
  number: number;
  /** The inline tokens of its words. */
  words: Token[];
};

/** What the texts of one report share, so that footnotes count through. */
export type Footnotes = { notes: Footnote[] };

export const noFootnotes = (): Footnotes => ({ notes: [] });

const marks = { caret: 0x5e, bracket: 0x5b };

/** Headings of a text begin a level below its section's. */
const sectionLevel = 2;
const deepest = 6;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
// A published file asks nothing of elsewhere, and an address of this server means nothing to its readers.
markdown.disable('image');
markdown.validateLink = (address) => /^(?:https?:|mailto:)/i.test(address.trim());

markdown.inline.ruler.before('link', 'footnote', (state, silent) => {
  const { pos, src } = state;
  if (src.charCodeAt(pos) !== marks.caret || src.charCodeAt(pos + 1) !== marks.bracket)
    return false;
  const end = markdown.helpers.parseLinkLabel(state, pos + 1);
  if (end < 0) return false;
  if (!silent) {
    const notes = state.env['notes'] as Footnote[];
    const words: Token[] = [];
    const footnote = { number: notes.length + 1, words };
    notes.push(footnote);
    markdown.inline.parse(src.slice(pos + 2, end), markdown, state.env, words);
    state.push('footnote', '', 0).meta = footnote;
  }
  state.pos = end + 1;
  return true;
});

/** `[words]()` leads nowhere: its words stay, as text. */
markdown.inline.ruler2.push('links_somewhere', ({ tokens }) => {
  let nowhere = false;
  const kept = tokens.filter((token) => {
    if (token.type === 'link_open') nowhere = !token.attrGet('href');
    return !(nowhere && /^link_(?:open|close)$/.test(token.type));
  });
  tokens.splice(0, tokens.length, ...kept);
  return false;
});

/** No level of heading is left out, whatever the author typed, so that they can be moved through in order. */
markdown.core.ruler.push('heading_levels', ({ tokens }) => {
  let before = sectionLevel;
  for (const token of tokens) {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
    if (token.type === 'heading_open') {
      const typed = Number(token.tag.slice(1)) + sectionLevel;
      before = Math.min(typed, before + 1, deepest);
    }
    token.tag = `h${before}`;
  }
});

markdown.renderer.rules['footnote'] = (tokens, at, _options, env) => {
  const number = Number(tokens[at]?.meta?.['number']);
  if (env?.['isAlone'] === true) return `<sup>${number}</sup>`;
  return `<sup class="footnote-mark" id="footnote-mark-${number}"><a href="#footnote-${number}" aria-label="Footnote ${number}">${number}</a></sup>`;
};

/** The tokens of a text; its footnotes are added to those of the report. */
export const parseMarkdown = (text: string, footnotes: Footnotes): Token[] =>
  markdown.parse(text, footnotes);

/** The tokens of a text by what stands at its top: a heading, a paragraph, a whole list or table. */
export function topBlocks(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    current.push(token);
    if (token.level > 0 || token.nesting > 0) continue;
    blocks.push(current);
    current = [];
  }
  return blocks;
}

/** Tokens as HTML: nothing of what was typed is mark-up of its own. */
export const renderTokens = (tokens: Token[]): string =>
  markdown.renderer.render(tokens, markdown.options, {});

/** The words of a footnote as HTML. */
export const renderInline = (tokens: Token[]): string =>
  markdown.renderer.renderInline(tokens, markdown.options, {});

/** A text as HTML by itself, its footnotes below it. */
export function renderMarkdown(text: string): string {
  const footnotes = noFootnotes();
  const alone = { isAlone: true };
  const body = markdown.renderer.render(parseMarkdown(text, footnotes), markdown.options, alone);
  const notes = footnotes.notes.map(({ words }) => `<li>${renderInline(words)}</li>`);
  return notes.length === 0 ? body : `${body}<ol>${notes.join('')}</ol>`;
}
