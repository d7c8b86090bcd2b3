import {
  readCommentRows,
  readTagRows,
  type CommentRows,
  type WhichComments,
} from '../../db/comment-columns.js';
import { touchedSince } from '../../db/comment-matches.js';
import type { Db } from '../../db/schema.js';
import {
  facets,
  lengthBands,
  noValue,
  type AttributeFacet,
  type FacetKey,
} from '../comment-filter.js';
import { undetected } from '../filter-queries.js';
import { attributeValues, type AttributeValues } from './attribute-values.js';
import { CodeColumn } from './code-column.js';
import type { CommonWords } from './common-words.js';
import { publishedImports, themeKeys, type PublishedImport } from './column-queries.js';

/** A comment with many tags is rare, and a statement takes so many parameters at once. */
const touchedAtOnce = 500;
/** What is read of them stands in memory several times over until it is coded, and whoever searches waits for it. */
const commentsAtOnce = 5_000;

/** What does not stand in a comment's own row, by its id. */
interface ValuesOf {
  themes: ReadonlyMap<number, string[]>;
  sources: ReadonlyMap<number, string[]>;
  attribute: AttributeValues;
}

type FacetReader = (rows: CommentRows, at: number, one: PublishedImport, of: ValuesOf) => string[];

const attributeReader =
  (role: AttributeFacet): FacetReader =>
  ({ positions }, at, _, { attribute }) =>
    attribute(role, positions[at] ?? 0);

/** How each facet is read off a comment. */
const facetReaders: Record<FacetKey, FacetReader> = {
  theme: ({ ids }, at, _, { themes }) => themes.get(ids[at] ?? 0) ?? [noValue],
  sentiment: ({ sentiments }, at) => [sentiments[at] ?? undetected],
  group: ({ groups }, at) => [groups[at] ?? noValue],
  survey: (_, _at, { surveyId }) => [String(surveyId)],
  wave: (_, _at, { waveId }) => [String(waveId)],
  question: ({ questionIds }, at) => [String(questionIds[at])],
  region: attributeReader('region'),
  provider: attributeReader('provider'),
  length: ({ words }, at) => [bandOf(words[at] ?? 0)],
  criticality: ({ criticality }, at) => [String(criticality[at] ?? noValue)],
  source: ({ ids }, at, _, { sources }) => sources.get(ids[at] ?? 0) ?? [noValue],
  reviewed: ({ reviewed }, at) => [reviewed[at] === 1 ? 'yes' : 'no'],
  flag: ({ flags }, at) => [flags[at] ?? noValue],
};

/**
 * What comments are selected by, in memory: a code for each facet and comment, by the comment's id, so
 * that counting them is a loop over bytes. Some 25 bytes a comment. Only those of published imports.
 */
export class CommentColumns {
  readonly facets = Object.fromEntries(facets.map(({ key }) => [key, new CodeColumn()])) as Record<
    FacetKey,
    CodeColumn
  >;
  /** Each comment's import, 0 for none, and its response's place in the import. */
  imports = new Uint32Array(0);
  positions = new Uint32Array(0);
  highestId = 0;
  /** How many comments are here. */
  present = 0;
  /** Counts up whenever anything has changed. */
  version = 0;
  private readonly loaded = new Map<number, PublishedImport>();
  /** Those not read, or not to their end, the newest first. */
  private waiting: PublishedImport[] = [];
  /** The one of them that is begun, and up to which of its comments it is read. */
  private partly: { importId: number; upto: number } | undefined;
  private touched: number | undefined;

  constructor(
    private readonly db: Db,
    private readonly words: Pick<CommonWords, 'doubt' | 'cut' | 'forget'>,
  ) {}

  /** Whether there are comments that nothing has been read of yet. */
  get hasUnread(): boolean {
    return this.waiting.some(({ commentCount }) => commentCount > 0);
  }

  /** The imports whose comments somebody may see, read or not. */
  importsSeen(hiddenSurveys: readonly number[]): PublishedImport[] {
    const unread = this.waiting.filter(({ id }) => !this.loaded.has(id));
    return [...this.loaded.values(), ...unread].filter(
      ({ surveyId }) => !hiddenSurveys.includes(surveyId),
    );
  }

  /**
   * Sees what has changed since, and reads what is new, a part of an import at a time and the newest first,
   * until `deadline`; `least` parts however late it is.
   */
  async refresh(deadline: number, least = 1): Promise<void> {
    const published = await publishedImports(this.db);
    const known = new Set(published.map(({ id }) => id));
    for (const id of this.loaded.keys()) if (!known.has(id)) this.removeImport(id);
    await this.applyTouched();
    this.waiting = published.filter(
      ({ id }) => !this.loaded.has(id) || id === this.partly?.importId,
    );
    for (let read = 0; read < least || Date.now() <= deadline; read += 1) {
      // What was begun first: a newer import may have come since.
      const next = this.waiting.find(({ id }) => id === this.partly?.importId) ?? this.waiting[0];
      if (!next) return;
      await this.readPart(next);
      if (!this.partly) this.waiting = this.waiting.filter((one) => one !== next);
    }
  }

  private async applyTouched(): Promise<void> {
    const { ids, last } = await touchedSince(this.db, this.touched);
    await this.apply(ids);
    // Noted at the end: where reading fails, the next search tries again.
    this.touched = last;
  }

  private async apply(ids: readonly number[] | null): Promise<void> {
    // 0 stands for everything, and minus an import's number for all of it.
    if (ids === null || ids.includes(0)) {
      for (const id of this.loaded.keys()) this.removeImport(id);
      this.words.forget();
    }
    for (const id of ids ?? []) if (id < 0) this.removeImport(-id);
    const comments = (ids ?? []).filter((id) => id > 0);
    this.words.doubt(comments);
    await this.readAgain(comments);
  }

  private async readAgain(ids: readonly number[]): Promise<void> {
    for (let at = 0; at < ids.length; at += touchedAtOnce) {
      const some = ids.slice(at, at + touchedAtOnce);
      for (const id of some) this.remove(id);
      await this.readComments({ ids: some });
    }
  }

  /** Reads the next comments of an import. */
  private async readPart(one: PublishedImport): Promise<void> {
    const after = this.partly?.upto ?? 0;
    this.loaded.set(one.id, one);
    this.partly = { importId: one.id, upto: after };
    try {
      const { ids } = await this.readComments({ importId: one.id, after, most: commentsAtOnce });
      this.words.cut(ids[0] ?? Infinity);
      const upto = ids.length === commentsAtOnce ? ids.at(-1) : undefined;
      this.partly = upto === undefined ? undefined : { importId: one.id, upto };
    } catch (error) {
      this.removeImport(one.id);
      throw error;
    }
  }

  private async readComments(which: WhichComments): Promise<CommentRows> {
    const rows = await readCommentRows(this.db, which);
    const tags = await readTagRows(this.db, which);
    const keys = await themeKeys(this.db);
    const coded = {
      themes: valuesOfEach(tags.ids, (at) => keys.get(tags.themeIds[at] ?? 0) ?? []),
      sources: valuesOfEach(tags.ids, (at) => [tags.sources[at] ?? '']),
    };
    const attributes = new Map<number, AttributeValues>();
    for (const id of new Set(rows.importIds)) {
      attributes.set(id, await attributeValues(this.db, id));
    }
    this.reserve(Math.max(this.highestId, rows.ids.at(-1) ?? 0));
    for (let at = 0; at < rows.ids.length; at += 1) {
      const one = this.loaded.get(rows.importIds[at] ?? 0);
      const attribute = attributes.get(rows.importIds[at] ?? 0);
      if (one && attribute) this.set(rows, at, one, { ...coded, attribute });
    }
    this.version += 1;
    return rows;
  }

  private set(rows: CommentRows, at: number, one: PublishedImport, of: ValuesOf): void {
    const id = rows.ids[at] ?? 0;
    this.remove(id);
    this.present += 1;
    for (const { key } of facets) this.facets[key].set(id, facetReaders[key](rows, at, one, of));
    this.imports[id] = one.id;
    this.positions[id] = rows.positions[at] ?? 0;
  }

  private reserve(id: number): void {
    this.highestId = id;
    for (const { key } of facets) this.facets[key].reserve(id);
    if (id < this.imports.length) return;
    const length = this.facets.survey.codes.length;
    const [imports, positions] = [new Uint32Array(length), new Uint32Array(length)];
    imports.set(this.imports);
    positions.set(this.positions);
    [this.imports, this.positions] = [imports, positions];
  }

  private remove(id: number): void {
    if ((this.imports[id] ?? 0) === 0) return;
    this.imports[id] = 0;
    this.present -= 1;
    for (const { key } of facets) this.facets[key].remove(id);
  }

  private removeImport(importId: number): void {
    this.loaded.delete(importId);
    if (this.partly?.importId === importId) this.partly = undefined;
    for (let id = 1; id <= this.highestId; id += 1) {
      if (this.imports[id] === importId) this.remove(id);
    }
    this.version += 1;
  }
}

/** The values of each comment with tags, each once, in order: those with the same share one code. */
function valuesOfEach(ids: readonly number[], valuesAt: (at: number) => readonly string[]) {
  const values = new Map<number, string[]>();
  for (const [at, id] of ids.entries()) {
    const own = values.get(id) ?? [];
    for (const value of valuesAt(at)) if (!own.includes(value)) own.push(value);
    values.set(id, own);
  }
  for (const own of values.values()) own.sort();
  return values;
}

const bandOf = (words: number): string =>
  lengthBands.findLast(({ from }) => words >= from)?.key ?? lengthBands[0].key;
