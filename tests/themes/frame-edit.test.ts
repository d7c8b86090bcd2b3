import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseContent, type FrameContent } from '../../src/themes/code-frame.js';
import {
  addTheme,
  changeTheme,
  freeKey,
  mergeTheme,
  moveTheme,
  removeTheme,
} from '../../src/themes/edit-frame.js';
import { compareFrames, diffWords } from '../../src/themes/frame-diff.js';
import { withMerge } from '../../src/themes/merged-themes.js';
import { treeOf } from '../../src/themes/theme-tree.js';

const theme = (key: string, parent: string | null = null, rules: string[] = []) => ({
  key,
  name: key.toUpperCase(),
  definition: `About ${key}.`,
  parent,
  rules,
});
const frame = (): FrameContent =>
  parseContent({
    name: 'Small',
    version: '1',
    themes: [
      theme('home'),
      theme('food', 'home', ['food', 'toast']),
      theme('room', 'home', ['bedroom']),
      theme('school', null, ['school', 'toast']),
    ],
  });
const one = (content: FrameContent, key: string) => {
  const found = content.themes.find((other) => other.key === key);
  if (!found) throw new Error(`no ${key}`);
  return found;
};
const keys = ({ themes }: FrameContent) => treeOf(themes).map((place) => place.theme.key);
const text = (name: string, parent: string | null = null) => ({
  name,
  definition: 'Something.',
  useWhen: '',
  notWhen: '',
  examples: [],
  askedAbout: [],
  parent,
  rules: [],
});

describe('a theme of a draft', () => {
  test('gets a key of its name that none has or had', () => {
    expect(freeKey(frame(), new Set(), 'Children’s Rights & Wéalth')).toBe(
      'childrens-rights-wealth',
    );
    expect(freeKey(frame(), new Set(['tea']), 'Tea')).toBe('tea-2');
    expect(freeKey(frame(), new Set(['tea', 'tea-2']), 'Tea')).toBe('tea-3');
    expect(freeKey(frame(), new Set(), 'Frames')).toBe('frames-2');
    expect(freeKey(frame(), new Set(), '食べ物')).toBe('theme');
  });

  test('stands after the others of its parent, and moves among these alone', () => {
    const added = addTheme(frame(), 'garden', text('Garden', 'home'));
    expect(keys(added)).toEqual(['home', 'food', 'room', 'garden', 'school']);
    const up = moveTheme(added, one(added, 'garden'), -1);
    expect(keys(up)).toEqual(['home', 'food', 'garden', 'room', 'school']);
    expect(moveTheme(up, one(up, 'food'), -1)).toEqual(up);
    const first = moveTheme(up, one(up, 'school'), -1);
    expect(keys(first)).toEqual(['school', 'home', 'food', 'garden', 'room']);
  });

  test('cannot have the name of another, nor make a third level', () => {
    expect(() => addTheme(frame(), 'x', text('food'))).toThrow('There is a theme called “food”');
    expect(() => addTheme(frame(), 'x', text('X', 'food'))).toThrow('“FOOD” is part of another');
    const { themes } = frame();
    const home = { ...themes[0]!, parent: 'school' };
    expect(() => changeTheme(frame(), themes[0]!, home)).toThrow('two levels at most');
    expect(() => addTheme(frame(), 'x', text('X', 'gone'))).toThrow('is gone');
  });

  test('leaves its parts standing for themselves when it goes', () => {
    const { themes } = removeTheme(frame(), 'home');
    expect(themes.map(({ key, parent }) => [key, parent])).toEqual([
      ['food', null],
      ['room', null],
      ['school', null],
    ]);
  });

  test('gives its rules, each once, and its parts to the one that it is merged into', () => {
    const merged = mergeTheme(frame(), one(frame(), 'food'), one(frame(), 'school'));
    expect(one(merged, 'school').rules.map(({ say }) => say.join())).toEqual([
      'school',
      'toast',
      'food',
    ]);
    expect(keys(merged)).toEqual(['home', 'room', 'school']);
    const into = mergeTheme(frame(), one(frame(), 'home'), one(frame(), 'food'));
    expect(into.themes.map(({ key, parent }) => [key, parent])).toEqual([
      ['food', null],
      ['room', 'food'],
      ['school', null],
    ]);
  });

  test('merged twice goes where the second merge leads', () => {
    expect(withMerge({ tea: 'food' }, 'food', 'home')).toEqual({ tea: 'home', food: 'home' });
  });
});

test('whatever is done to a frame, it stays one that can be used', () => {
  const step = fc.record({
    what: fc.constantFrom('add', 'move', 'drop', 'merge'),
    at: fc.nat(),
    to: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let content = frame();
      for (const { what, at, to } of steps) {
        const from = content.themes[at % content.themes.length]!;
        const other = content.themes[to % content.themes.length]!;
        if (what === 'add') {
          const key = freeKey(content, new Set(), `Theme ${to}`);
          const parent = from.parent === null ? from.key : null;
          content = addTheme(content, key, text(key, parent));
        } else if (what === 'move') content = moveTheme(content, from, to % 2 ? 1 : -1);
        else if (content.themes.length > 1) {
          if (what === 'drop') content = removeTheme(content, from.key);
          else if (from !== other) content = mergeTheme(content, from, other);
        }
      }
      expect(parseContent(content)).toEqual(content);
      expect(keys(content).sort()).toEqual(content.themes.map(({ key }) => key).sort());
    }),
  );
});

describe('what changed from one version to the next', () => {
  test('is told theme by theme', () => {
    const before = frame();
    const renamed = changeTheme(before, one(before, 'room'), {
      ...one(before, 'room'),
      name: 'Own room',
      parent: null,
      useWhen: 'Beds.',
    });
    const merged = mergeTheme(renamed, one(renamed, 'food'), one(renamed, 'school'));
    const after = addTheme(removeTheme(merged, 'home'), 'tea', text('Tea'));
    const diff = compareFrames(before, after, { food: 'school' });
    expect(diff).toMatchObject({
      name: null,
      added: [{ key: 'tea' }],
      removed: [{ key: 'home' }],
      merged: [{ key: 'food', into: 'SCHOOL' }],
      renamed: [{ key: 'room', from: 'ROOM', to: 'Own room' }],
      moved: [{ key: 'room', from: 'HOME', to: '' }],
      reworded: [{ key: 'room', fields: ['when to use it'] }],
    });
    expect(diff.rules).toHaveLength(1);
    expect(diff.rules[0]).toMatchObject({ key: 'school', removed: [] });
    expect(diff.rules[0]?.added.map(({ say }) => say)).toEqual([['food']]);
    expect(diffWords(diff)).toBe(
      '1 theme added, 1 theme removed, 1 theme merged into another, 1 theme renamed, 1 theme moved, 1 theme with other rules and 1 theme worded otherwise',
    );
  });

  test('is nothing between a version and itself', () => {
    expect(diffWords(compareFrames(frame(), frame()))).toBe('Nothing');
  });
});
