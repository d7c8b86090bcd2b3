import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noFootnotes, parseMarkdown, renderMarkdown } from '../../src/reports/markdown.js';

const levelsIn = (text: string) =>
  parseMarkdown(text, noFootnotes()).flatMap(({ type, tag }) =>
    type === 'heading_open' ? [tag] : [],
  );

test('headings begin below the section and leave no level out, whatever is typed', () => {
  expect(levelsIn('# a\n## b\n# c')).toEqual(['h3', 'h4', 'h3']);
  expect(levelsIn('### a\n###### b')).toEqual(['h3', 'h4']);
  expect(levelsIn('# a\n## b\n### c\n#### d\n##### e')).toEqual(['h3', 'h4', 'h5', 'h6', 'h6']);
});

test('mark-up, pictures and addresses that run something stay text', () => {
  const html = renderMarkdown(
    '<script>alert(1)</script> ![x](https://a.example/x.png) [a](javascript:alert(1)) [b](/comments/1) [c](https://a.example/)',
  );
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toContain('<img');
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual([
    'https://a.example/x.png',
    'https://a.example/',
  ]);
});

test('a link to nowhere stays as its words, in a footnote too', () => {
  expect(renderMarkdown('[]() and [**words**]()')).toBe('<p> and <strong>words</strong></p>\n');
  const footnotes = noFootnotes();
  parseMarkdown('a^[see [here]()]', footnotes);
  expect(footnotes.notes[0]?.words.map(({ type }) => type)).not.toContain('link_open');
});

test('no text makes an element that Markdown does not', () => {
  const signs = fc.constantFrom(
    ...['<', '>', '"', "'", '&', '`', '*', '[', ']', '(', ')', '^', '!', '#', '\n', ' ', 'a'],
    ...['<img src=x onerror=1>', 'javascript:x', '\\', '|', '-', '&#60;b&#62;'],
  );
  const known =
    /^<\/?(?:p|h[3-6]|ul|ol|li|em|strong|s|code|pre|blockquote|hr|br|sup|a|table|thead|tbody|tr|th|td)(?: (?:href="(?:https?:|mailto:)[^"<>]*"|title="[^"<>]*"|start="\d+"|style="text-align:(?:left|center|right)"))*>$/;
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 60 }), (parts) => {
      const tags = renderMarkdown(parts.join('')).match(/<[^>]*>/g) ?? [];
      expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('footnotes count through the texts of a report, with emphasis of their own', () => {
  const footnotes = noFootnotes();
  parseMarkdown('One^[Of *those* who answered [1].] and two^[Two.]', footnotes);
  parseMarkdown('Three^[Three.], not\\^[four]', footnotes);
  expect(
    footnotes.notes.map(({ number, words }) => [
      number,
      words.map(({ content }) => content).join(''),
    ]),
  ).toEqual([
    [1, 'Of those who answered [1].'],
    [2, 'Two.'],
    [3, 'Three.'],
  ]);
  expect(renderMarkdown('One^[Note.]')).toBe('<p>One<sup>1</sup></p>\n<ol><li>Note.</li></ol>');
});
