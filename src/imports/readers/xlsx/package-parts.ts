import { damaged, tooLarge } from '../read-limits.js';
import type { ZipDirectory } from '../zip-directory.js';
import { ElementScanner, type XmlElement } from './element-scanner.js';
import { utf8Chunks } from './utf8-chunks.js';

/** Excel's own limit of 65,490 cell formats fits in a third of it. */
const largestSmallPart = 32_000_000;

export interface Package {
  fileName: string;
  zip: ZipDirectory;
}

/** Visits every element of a part that holds no cells. */
export async function visitElements(
  { fileName, zip }: Package,
  part: string,
  visit: (element: XmlElement) => void,
): Promise<void> {
  if (zip.size(part) > largestSmallPart) {
    throw tooLarge(
      fileName,
      'describes more formats or sheets than any spreadsheet needs; save its responses as .csv',
    );
  }
  const scanner = new ElementScanner(fileName, visit);
  for await (const chunk of utf8Chunks(zip.chunks(part), fileName)) scanner.push(chunk);
  scanner.end();
}

export interface Relationship {
  /** The last word of its type: "worksheet". */
  type: string;
  /** Name of the part in the zip; undefined where the zip has none of that name. */
  part: string | undefined;
}

/** What a part refers to, by id (ECMA-376 part 2, 9.3); of the package itself where `part` is ''. */
export async function readRelationships(
  file: Package,
  part: string,
): Promise<Map<string, Relationship>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const listing = file.zip.find(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const found = new Map<string, Relationship>();
  if (listing === undefined) return found;
  await visitElements(file, listing, ({ name, attributes }) => {
    if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
    const type = attributes.get('Type')?.split('/').at(-1) ?? '';
    const target = attributes.get('Target') ?? '';
    found.set(attributes.get('Id') ?? '', { type, part: resolvePart(file.zip, folder, target) });
  });
  return found;
}

/** A target may be absolute, climb with "..", use backslashes or percent signs. */
function resolvePart(zip: ZipDirectory, folder: string, target: string): string | undefined {
  const path = target.replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const part = steps.join('/');
  return zip.find(part) ?? zip.find(path.replace(/^\/+/, '')) ?? zip.find(unescaped(part));
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The part of a content type, "sheet.main", where relationships do not lead to it. */
export async function findByContentType(file: Package, type: RegExp): Promise<string | undefined> {
  const listing = file.zip.find('[Content_Types].xml');
  let found: string | undefined;
  if (listing === undefined) return undefined;
  await visitElements(file, listing, ({ attributes }) => {
    if (!type.test(attributes.get('ContentType') ?? '')) return;
    found ??= resolvePart(file.zip, '', attributes.get('PartName') ?? '');
  });
  return found;
}

/** Where the workbook itself is, wherever the package puts it. */
export async function findWorkbook(file: Package): Promise<string> {
  const start = [...(await readRelationships(file, '')).values()].find(
    ({ type, part }) => type === 'officeDocument' && part !== undefined,
  )?.part;
  const part =
    start ??
    file.zip.find('xl/workbook.xml') ??
    (await findByContentType(file, /(?:sheet|template|macroEnabled)\.main\+xml$/i));
  if (part === undefined) throw damaged(file.fileName);
  return part;
}
