import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import type { Services } from '../../src/http/services.js';
import { closeServices, openInstallation, openServices } from '../../src/server.js';
import { decodeLearning } from '../../src/text/encode-learning.js';
import { shippedFrame } from '../../src/themes/compile-frame.js';
import { currentFrame, taggerParts } from '../../src/themes/frame-queries.js';
import { readCodedComments } from '../../src/themes/labelled-sets.js';
import { shippedLearning } from '../../src/themes/learning.js';
import { createTagger, type TaggerParts } from '../../src/themes/tag-comments.js';
import { listModels } from '../../src/themes/theme-model-queries.js';

function keysBy(parts: TaggerParts, texts: readonly string[]): string[][] {
  const tagger = createTagger(parts);
  return texts.map((text) => tagger.tag(text, '').themes.map(({ key }) => key));
}

describe('what was learned for the frame that comes with the program', () => {
  const { themes } = decodeLearning(shippedLearning().weights);

  test('is of the comments and the rules that are there now', () => {
    const tagger = createTagger({ frame: shippedFrame() });
    const counts = new Map<string, { given: number; found: number; both: number }>();
    const countOf = (key: string) => {
      const count = counts.get(key) ?? { given: 0, found: 0, both: 0 };
      counts.set(key, count);
      return count;
    };
    for (const { text, question, themes: given = [] } of readCodedComments()) {
      for (const key of given) countOf(key).given += 1;
      for (const { key } of tagger.tag(text, question).themes) {
        countOf(key).found += 1;
        if (given.includes(key)) countOf(key).both += 1;
      }
    }
    expect(themes.length).toBeGreaterThan(20);
    for (const { key, confirmed, byRules } of themes) {
      const { given, found, both } = countOf(key);
      expect([key, confirmed]).toEqual([key, given]);
      expect(byRules.precision).toBeCloseTo(both / found, 2);
      expect(byRules.recall).toBeCloseTo(both / given, 2);
    }
  });

  test('is a gain on the rules for most themes, on comments kept aside', () => {
    const gained = themes.filter(
      ({ byRules, withSuggestions, withoutDoubted }) =>
        Math.max(withSuggestions.f1, withoutDoubted.f1) > byRules.f1,
    );
    expect(gained.length).toBeGreaterThan(themes.length / 2);
  });

  test.each(['idk', '.', '...'])('guesses no theme of %j', (text) => {
    const { themes: found } = createTagger().tag(text, 'What is good about living here?');
    expect(found).toEqual([]);
    expect(createTagger().tag(text, 'What could be better?').themes).toEqual([]);
  });

  test('leaves a theme to its rules where somebody has changed them', () => {
    const frame = shippedFrame();
    const learning = shippedLearning();
    const texts = readCodedComments()
      .slice(0, 200)
      .map(({ text }) => text);
    const changed = {
      ...frame,
      themes: frame.themes.map((theme) => ({
        ...theme,
        rules: [...theme.rules, ...theme.rules.slice(0, 1)],
        askedAbout: [...theme.askedAbout, 'a question that nobody asks'],
      })),
    };
    const byRules = keysBy({ frame }, texts);
    expect(keysBy({ frame, learning }, texts)).not.toEqual(byRules);
    expect(keysBy({ frame: changed, learning }, texts)).toEqual(byRules);
  });
});

describe('an installation', () => {
  let folder: string;
  let services: Services | undefined;
  const config = () => readConfig({ DATA_DIR: folder, PORT: '0' });
  beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-test-'))));
  afterEach(async () => {
    if (services) await closeServices(services);
    services = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  test('that is new codes with it from the first comment on, once', async () => {
    services = await openInstallation(config());
    await closeServices(services);
    services = await openInstallation(config());
    expect(await listModels(services.db)).toMatchObject([{ isShipped: true, state: 'on' }]);
    const parts = await taggerParts(services.db);
    expect(parts.learning?.weights.length).toBe(shippedLearning().weights.length);
  });

  test('that has coded without it is offered it, and goes on as it did', async () => {
    services = await openServices(config());
    await currentFrame(services.db);
    await closeServices(services);
    services = await openInstallation(config());
    expect(await listModels(services.db)).toMatchObject([{ isShipped: true, state: 'off' }]);
    expect((await taggerParts(services.db)).learning).toBeUndefined();
  });
});
