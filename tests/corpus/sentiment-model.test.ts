import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import { sentimentCardFile, sentimentModelFile } from '../../src/themes/load-tagger.js';

const present = existsSync(projectPath('../shared/data/labelled'));
const reason = present ? '' : ' (not run: ../shared/data/labelled is not here)';

(present ? test : test.skip)(
  `the sentiment model of the program is the one that its texts give, and its card is of it${reason}`,
  () => {
    const script = projectPath('dist/tests/corpus/train-model.js');
    const printed = execFileSync(process.execPath, [script], { maxBuffer: 2 ** 25 });
    const { file, description } = JSON.parse(printed.toString()) as Record<string, string>;
    // Not by toEqual: it would print a megabyte.
    expect(file === readFileSync(sentimentModelFile).toString('base64')).toBe(true);
    // The card's table is laid out by hand or by a formatter: only its words and numbers count.
    const words = (text: string) => text.replaceAll(/[\s|:-]+/gu, ' ');
    expect(words(readFileSync(sentimentCardFile, 'utf8'))).toContain(words(description ?? '-'));
  },
);
