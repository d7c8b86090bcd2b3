import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spssFile, type WrittenFile } from './spss-file.js';
import { readBytes, refusal } from './written-file.js';

const packings = ['none', 'bytes', 'zlib'] as const;

describe('a hostile SPSS file', () => {
  const honest: WrittenFile = {
    variables: [
      { name: 'Q1', label: 'A question', labels: [[1, 'Yes']], values: [1, 2, 3, 400] },
      { name: 'WORDS', width: 600, values: ['a', 'b', 'c', 'd'] },
    ],
    extensions: [[7, '$a=C 0  q1 q1\n']],
  };

  test.each(packings)('cut anywhere is refused in one sentence (%s)', async (compression) => {
    const bytes = spssFile({ ...honest, compression });
    for (let length = 4; length < bytes.length; length += 7) {
      const cut = bytes.subarray(0, length);
      await expect(refusal(readBytes(cut, 'Survey.sav'))).resolves.toEqual({
        kind: 'invalid',
        message:
          '“Survey.sav” is a damaged SPSS file, or was only partly saved; save it again in SPSS, or as .csv with value labels.',
      });
    }
  });

  test.each(packings)('with any byte changed is read or refused (%s)', async (compression) => {
    const bytes = spssFile({ ...honest, compression });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 5), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const hurt = Buffer.from(bytes);
          for (const [at, byte] of changes) hurt[at + 4] = byte;
          const outcome = await readBytes(hurt, 'Survey.sav').then(
            ({ format }) => format,
            async (error: unknown) => (await refusal(Promise.reject(error as Error))).kind,
          );
          expect(['sav', 'invalid', 'too_large']).toContain(outcome);
        },
      ),
    );
  });

  test('that claims two thousand million cases is refused when its bytes end', async () => {
    const bytes = spssFile({ ...honest, claims: 2_000_000_000 });
    expect((await refusal(readBytes(bytes, 'Survey.sav'))).message).toContain('partly saved');
  });

  test('without any variable is refused whatever it claims', async () => {
    const bytes = spssFile({ variables: [], claims: 2_000_000_000, compression: 'none' });
    expect((await refusal(readBytes(bytes, 'Survey.sav'))).message).toBe(
      '“Survey.sav” holds no variable; save it again.',
    );
  });

  test('that gives a million labels to one variable a million times is refused at once', async () => {
    const int32 = (value: number) => {
      const four = Buffer.alloc(4);
      four.writeInt32LE(value);
      return four;
    };
    const many = 1_000_000;
    const bytes = spssFile(honest);
    const at = bytes.indexOf(Buffer.concat([int32(7), int32(14)]));
    const record = [int32(3), int32(many), Buffer.alloc(many * 16), int32(4), int32(many)];
    const places = Buffer.alloc(many * 4).fill(int32(1));
    const bomb = [bytes.subarray(0, at), ...record, places, bytes.subarray(at)];
    const said = await refusal(readBytes(Buffer.concat(bomb), 'Survey.sav'));
    expect(said.kind).toBe('invalid');
  });

  test('over the limits is refused', async () => {
    const values = Array.from({ length: 50 }, (_, at) => at);
    const bytes = spssFile({
      variables: [
        { name: 'A', values },
        { name: 'B', values },
      ],
      compression: 'zlib',
    });
    const said = async (limits: Parameters<typeof readBytes>[2]) =>
      (await refusal(readBytes(bytes, 'Survey.zsav', limits))).message;
    expect(await said({ rows: 49 })).toContain('more than 49 rows');
    expect(await said({ cells: 99 })).toContain('more than 99 cells');
    expect(await said({ columns: 1 })).toContain('more than 1 columns');
    expect(await said({ expandedBytes: 50 })).toContain('unpacks to more than');
  });

  test('whose long text is over the limit is refused with its place', async () => {
    const bytes = spssFile({
      variables: [{ name: 'S', width: 600, values: ['a', 'b'.repeat(500)] }],
    });
    const { message } = await refusal(readBytes(bytes, 'Survey.sav', { cellLength: 400 }));
    expect(message).toBe(
      '“Survey.sav” holds more than 400 characters in row 2, column A; shorten it.',
    );
  });
});
