import { createReadStream, readFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { defaultReadLimits } from '../../src/imports/readers/read-limits.js';
import { openZip, type ZipDirectory } from '../../src/imports/readers/zip-directory.js';

/** Each reads a whole file from disk and says how many cells it came upon; the floor knows of none. */
export const xlsxReaders = {
  /** What no reader can do without: every byte inflated and decoded. */
  floor: async (file) => {
    const zip = await openFile(file);
    for (const part of zip.names) {
      const decoder = new StringDecoder('utf8');
      for await (const chunk of zip.chunks(part)) decoder.write(chunk);
    }
    return 0;
  },
  viewfinder: async (file) => {
    const { streamXlsx } = await import('../../src/imports/readers/xlsx/read-xlsx.js');
    let cells = 0;
    const zip = await openFile(file);
    await streamXlsx({ zip, fileName: file, limits: defaultReadLimits }, () => (_row, texts) => {
      cells += texts.length;
    });
    return cells;
  },
  'viewfinder, rows kept': async (file) => {
    const { readWorkbook } = await import('../../src/imports/readers/read-workbook.js');
    return countCells((await readWorkbook(readFileSync(file), file)).sheets[0]?.rows ?? []);
  },
  'read-excel-file': async (file) => {
    const { readSheet } = await import('read-excel-file/node');
    return countCells(await readSheet(file));
  },
  'exceljs, streaming': async (file) => {
    const { default: excel } = await import('exceljs');
    let cells = 0;
    const book = new excel.stream.xlsx.WorkbookReader(createReadStream(file), {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
    });
    for await (const sheet of book) {
      for await (const row of sheet) cells += row.cellCount;
    }
    return cells;
  },
  'SheetJS, dense': async (file) => {
    const { read } = await import('xlsx');
    const book = read(readFileSync(file), { type: 'buffer', dense: true });
    return countCells(book.Sheets[book.SheetNames[0] ?? '']?.['!data'] ?? []);
  },
} satisfies Record<string, (file: string) => Promise<number>>;

export type XlsxReader = keyof typeof xlsxReaders;

const openFile = (file: string): Promise<ZipDirectory> =>
  openZip(readFileSync(file), file, defaultReadLimits);

const countCells = (rows: readonly (readonly unknown[])[]) =>
  rows.reduce((sum, row) => sum + row.length, 0);
