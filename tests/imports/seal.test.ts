import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openFile, openText, sealFile, sealText } from '../../src/imports/seal.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-seal-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => path.join(folder, `file-${(files += 1)}`);

async function* stream(chunks: readonly Uint8Array[]) {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
}

const key = Buffer.alloc(32, 7).toString('base64');
const other = Buffer.alloc(32, 8).toString('base64');

describe('a sealed file', () => {
  test('opens to the very bytes, counted and hashed on the way, and shows none of them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }),
        async (chunks) => {
          const file = newFile();
          const content = Buffer.concat(chunks);
          const sealed = await sealFile(stream(chunks), file);
          expect(sealed).toMatchObject({
            bytes: content.length,
            sha256: createHash('sha256').update(content).digest('hex'),
          });
          expect(await openFile(file, sealed.key, 'a.csv')).toEqual(content);
          if (content.length > 8) expect(readFileSync(file).includes(content)).toBe(false);
        },
      ),
      { numRuns: 60 },
    ));

  test('is refused with one sentence when any byte is changed, cut off or added', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const file = newFile();
        const sealed = await sealFile(stream([Buffer.from('ID,Why?\n1,because\n')]), file);
        const bytes = readFileSync(file);
        const at = place % bytes.length;
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        for (const broken of [changed, bytes.subarray(0, at), Buffer.concat([bytes, changed])]) {
          await writeFile(file, broken);
          await expect(openFile(file, sealed.key, 'views.csv')).rejects.toMatchObject({
            kind: 'invalid',
            message:
              'The stored copy of views.csv has been changed or cut short since it was uploaded, so it was not read. Upload the file again.',
          });
        }
      }),
      { numRuns: 60 },
    ));

  test('has a key of its own each time, and opens with no other', async () => {
    const [one, two] = [newFile(), newFile()];
    const first = await sealFile(stream([Buffer.from('same')]), one);
    const second = await sealFile(stream([Buffer.from('same')]), two);
    expect(first.key).not.toBe(second.key);
    await expect(openFile(one, second.key, 'a.csv')).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('is not there when the stream breaks off or grows too long', async () => {
    const [broken, long] = [newFile(), newFile()];
    async function* breaking() {
      yield await Promise.resolve(Buffer.from('ID,Na'));
      throw new Error('gone');
    }
    await expect(sealFile(breaking(), broken)).rejects.toThrow('gone');
    const tooLong = sealFile(stream([Buffer.alloc(6), Buffer.alloc(6)]), long, (soFar) => {
      if (soFar > 10) throw new Error('too long');
    });
    await expect(tooLong).rejects.toThrow('too long');
    expect([existsSync(broken), existsSync(long)]).toEqual([false, false]);
  });

  test('that is gone is asked for again', async () => {
    await expect(openFile(newFile(), key, 'a.csv')).rejects.toMatchObject({
      kind: 'not_found',
      message: 'a.csv is no longer kept. Upload it again.',
    });
  });
});

describe('a sealed text', () => {
  test('opens with its key alone, and is another each time', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = sealText(key, text);
        expect(openText(key, sealed)).toBe(text);
        expect(sealText(key, text)).not.toBe(sealed);
        expect(() => openText(other, sealed)).toThrow();
      }),
    ));

  test('is left as it is where it was never sealed', () => {
    expect(openText(null, '{"layout":"plain"}')).toBe('{"layout":"plain"}');
  });
});
