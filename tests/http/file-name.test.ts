import { expect, test } from '@jest/globals';
import { fileNameOf } from '../../src/http/file-name.js';

test.each([
  ['Being listened to: children’s views', 'being-listened-to-childrens-views'],
  ['../../etc/passwd', 'etc-passwd'],
  ['Crèche "A"\r\nX: y', 'creche-a-x-y'],
  ['報告', 'report-7'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('the title %j makes the file name %s', (title, expected) => {
  expect(fileNameOf(title, 'report-7')).toBe(expected);
});
