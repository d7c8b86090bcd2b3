import { describe, expect, test } from '@jest/globals';
import { readBytes, refusal } from './written-file.js';

const rowsOf = async (bytes: Buffer | string) => (await readBytes(bytes, 'v.csv')).sheets[0]?.rows;
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const utf32 = (text: string) => {
  const bytes = Buffer.alloc(4 * [...text].length);
  [...text].forEach((character, place) =>
    bytes.writeUInt32LE(character.codePointAt(0) ?? 0, 4 * place),
  );
  return bytes;
};

describe('the encoding of a text file', () => {
  const text = 'Café,Answer\r\nYes,No\r\n';
  const rows = [
    ['Café', 'Answer'],
    ['Yes', 'No'],
  ];

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 (big-endian)', swapped(text)],
    ['UTF-16 (big-endian)', swapped(`\ufeff${text}`)],
    ['UTF-32', utf32(`\ufeff${text}`)],
    ['UTF-32', utf32(text)],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['Mac Roman', Buffer.from(text.replace('é', '\x8e'), 'latin1')],
  ])('%s is found from its bytes', async (encoding, bytes) => {
    const read = await readBytes(bytes, 'v.csv');
    expect(read.sheets[0]?.rows).toEqual(rows);
    expect(read.notes).toEqual([`Read as ${encoding} text separated by commas.`]);
  });

  test('curly quotes and dashes tell Windows-1252 from Mac Roman', async () => {
    const windows = Buffer.from('a,b\nit\x92s \x93fine\x94 \x96 mostly,\xa35', 'latin1');
    const mac = Buffer.from('a,b\nit\xd5s \xd2fine\xd3 \xd0 mostly,\xa35', 'latin1');
    const expected = [
      ['a', 'b'],
      ['it’s “fine” – mostly', '£5'],
    ];
    expect(await rowsOf(windows)).toEqual(expected);
    expect(await rowsOf(mac)).toEqual(expected);
  });

  test('stray zero bytes make no UTF-16 of a UTF-8 file', async () => {
    const read = await readBytes(`a,b\n${'café,x\n'.repeat(20)}l\0ast,y\n`, 'v.csv');
    expect(read.sheets[0]?.rows.at(-1)).toEqual(['last', 'y']);
    expect(read.notes).toContain('1 zero byte was left out.');
  });

  test('Chinese in UTF-16 has few zero bytes, and is read', async () => {
    const text = `题,答\n${'我觉得这里的老师非常好我很喜欢这里的一切'.repeat(20)},好\n`;
    expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toHaveLength(2);
  });

  test('a few broken bytes do not lose the rest of a UTF-8 file', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`a,b\n${'café’s,x\n'.repeat(20)}`),
      Buffer.from([0xff]),
    ]);
    const read = await readBytes(bytes, 'v.csv');
    expect(read.sheets[0]?.rows[1]).toEqual(['café’s', 'x']);
    expect(read.notes[1]).toBe('1 character could not be read and stand as “\ufffd”.');
  });
});

describe('the separator of a text file', () => {
  test.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['vertical bars', '|'],
  ])('%s are found', async (words, separator) => {
    const lines = [
      ['Question, first', 'a;b', 'c'],
      ['1,5', 'x; y', 'z|'],
    ];
    const text = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(separator)).join('\n');
    const read = await readBytes(text, 'v.csv');
    expect(read.sheets[0]?.rows).toEqual(lines);
    expect(read.notes).toEqual([`Read as UTF-8 text separated by ${words}.`]);
  });

  test('decimal commas do not hide semicolons', async () => {
    expect(await rowsOf('a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n')).toEqual([
      ['a', 'b', 'c'],
      ['1,5', '2,5', '3,5'],
      ['4,5', '5,5', '6,5'],
    ]);
  });

  test('several answers in a cell do not hide commas', async () => {
    expect(await rowsOf('id,likes\n1,food;staff;\n2,food;staff;\n3,food;staff;\n')).toEqual([
      ['id', 'likes'],
      ['1', 'food;staff;'],
      ['2', 'food;staff;'],
      ['3', 'food;staff;'],
    ]);
  });

  test('Excel’s own first line is obeyed and left out', async () => {
    expect(await rowsOf('sep=;\r\na,b;c\r\n')).toEqual([['a,b', 'c']]);
  });

  test('a table of one column is read', async () => {
    expect(await rowsOf('Comment\nGood\nBad\n')).toEqual([['Comment'], ['Good'], ['Bad']]);
  });
});

describe('rows of a text file', () => {
  test.each(['\n', '\r\n', '\r'])('end with %j, but not inside quotes', async (end) => {
    const text = ['a,b', `"one${end}two","say ""hi"""`, 'x,y', ''].join(end);
    expect(await rowsOf(text)).toEqual([
      ['a', 'b'],
      [`one${end}two`, 'say "hi"'],
      ['x', 'y'],
    ]);
  });

  test('keep their place and their length', async () => {
    expect(await rowsOf('a,b,c\n\n1\n1,2,3,4\n')).toEqual([
      ['a', 'b', 'c'],
      [''],
      ['1'],
      ['1', '2', '3', '4'],
    ]);
  });

  test('may hold a stray quotation mark', async () => {
    expect(await rowsOf('a,b\na 5" nail,"so" he said\n')).toEqual([
      ['a', 'b'],
      ['a 5" nail', '"so" he said'],
    ]);
  });

  test('a quotation mark that is never closed is named by its line', async () => {
    const text = 'a,b\n"one\nline",x\ny,"never closed\nmore,cells\n';
    const { kind, message } = await refusal(readBytes(text, 'views.csv'));
    expect(kind).toBe('invalid');
    expect(message).toContain('“views.csv” has a quotation mark on line 4 that is never closed');
  });

  test.each([
    ['a,b\ny,"never closed\nmore,"x"\n1,2\n', 2],
    ['id,q,c\n1,Yes,"fine"\n2,No,"not fine\n3,Yes,"good"\n4,No,"bad"\n', 3],
  ])(
    'nor may one close in the middle of a later cell, which would swallow rows',
    async (text, line) => {
      const { message } = await refusal(readBytes(text, 'views.csv'));
      expect(message).toContain(`a quotation mark on line ${line} that is never closed`);
    },
  );

  test('a quoted text of several lines may begin with a quotation', async () => {
    expect(await rowsOf('a,b\n"""Fine"" he said\nand left","""x"""\n')).toEqual([
      ['a', 'b'],
      ['"Fine" he said\nand left', '"x"'],
    ]);
  });

  test.each([
    [{ rows: 1 }, 'more than 1 rows'],
    [{ columns: 1 }, 'more than 1 columns in row 1'],
    [{ cells: 3 }, 'more than 3 cells'],
    [{ cellLength: 3 }, 'more than 3 characters in row 2, column B'],
  ])('over the limits %j are refused', async (limits, words) => {
    const { kind, message } = await refusal(readBytes('a,b\nc,long\n', 'views.csv', limits));
    expect(kind).toBe('too_large');
    expect(message).toContain(words);
  });
});
