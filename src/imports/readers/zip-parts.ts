import { tooLargeInside, type ZipDirectory } from './zip-directory.js';

/** Parts that hold no cell: never inflated, so that a bomb in a picture costs nothing. */
const unusedParts =
  /(?:^|\/)(?:media|drawings|charts|theme|pivotCache|pivotTables|comments|threadedComments|printerSettings|customXml|embeddings|activeX|ctrlProps|externalLinks|queryTables|Thumbnails|Configurations2|Pictures|Object [^/]*|ObjectReplacements|worksheets\/_rels)\/|(?:vbaProject|comments\d*)\.(?:bin|xml)$/i;
const usedParts = /\.(?:xml|rels|bin)$|(?:^|\/)mimetype$/i;

/** SheetJS holds a workbook several times over, and a part as one string, which Node ends at 512 MB. */
const mostForSheetJs = 400_000_000;

/**
 * Inflated bytes, by name, of the parts that SheetJS needs for the cells of an .ods or .xlsb.
 * Throws `invalid` or `too_large`.
 */
export async function readZipParts(zip: ZipDirectory, name: string): Promise<Map<string, Buffer>> {
  const wanted = zip.names.filter((part) => usedParts.test(part) && !unusedParts.test(part));
  const size = wanted.reduce((sum, part) => sum + zip.size(part), 0);
  if (size > mostForSheetJs) throw tooLargeInside(name, mostForSheetJs);
  const parts = new Map<string, Buffer>();
  for (const part of wanted) parts.set(part, await zip.whole(part));
  return parts;
}
