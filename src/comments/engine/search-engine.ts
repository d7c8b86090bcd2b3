import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../db/schema.js';
import { noValue, type CommentFilter } from '../comment-filter.js';
import type { Sight } from '../../people/sight.js';
import type { Order, PageEdge } from '../page-edge.js';
import { CommentColumns } from './comment-columns.js';
import { CommonWords, fewestLearned as usualFewest } from './common-words.js';
import { findMatches, rankMatches, type Matches } from './find-matches.js';
import {
  drawnBy,
  eachItsOwn,
  inOrder,
  pageOf,
  type KeyOf,
  type ListedComment,
  type ListOrder,
} from './order-comments.js';
import { unmarkUnanswered } from './mark-answered.js';
import { typicalRanks } from './typical-ranks.js';
import { selectComments, type Selected } from './select-comments.js';

/** What a selection leaves out where time was short; null where it is whole. */
export type Unfinished = { searched: number; of: number } | null;

export interface SelectedComments extends Selected {
  unfinished: Unfinished;
  matches: Matches;
  /** Of a sample, once it is asked for: smaller is more typical. */
  typical?: ReadonlyMap<number, number>;
}

export interface Listing {
  order: Order;
  /** Of an order drawn at random. */
  seed: number;
}

interface Page extends Listing {
  edge: PageEdge | undefined;
  limit: number;
}

/** Greater than any rank: comments beyond those that were ranked come after them. */
const unranked = 1e9;
/** Each is up to five bytes a comment. */
const mostKept = 3;

/** Keeps what was last asked for, and forgets it all when a comment has changed. */
class LastKept<T> {
  private readonly kept = new Map<string, T>();
  private version = -1;

  get(key: string, version: number): T | undefined {
    if (version !== this.version) this.kept.clear();
    this.version = version;
    const value = this.kept.get(key);
    // Every comment is asked for with each search: what is used again stays.
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: T): T {
    this.kept.delete(key);
    if (this.kept.size >= mostKept) this.kept.delete(this.kept.keys().next().value ?? '');
    this.kept.set(key, value);
    return value;
  }
}

/** Searches comments with their facets in memory and their words in the full-text index. */
export class SearchEngine {
  readonly columns: CommentColumns;
  private readonly words: CommonWords;
  private learning: Promise<void> | undefined;
  /** Until when a search waits for all that is being taken in; undefined while nothing is. */
  private takenInBy: number | undefined;
  private readonly matches = new LastKept<Matches>();
  private readonly selections = new LastKept<SelectedComments>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Db,
    private readonly milliseconds: number,
    private readonly fewestLearned = usualFewest,
  ) {
    this.words = new CommonWords(db, fewestLearned);
    this.columns = new CommentColumns(db, this.words);
  }

  /** Takes in every comment and where the commonest words stand, giving way between to whoever asks. */
  async takeIn(): Promise<void> {
    this.takenInBy = Date.now() + this.milliseconds;
    try {
      do await this.behindOthers(() => this.columns.refresh(0));
      while (this.columns.hasUnread);
    } finally {
      this.takenInBy = undefined;
    }
    await this.learnWords();
  }

  /** Looks up where the commonest words stand, where nothing of that is known and nobody does. */
  private async learnWords(): Promise<void> {
    const { hasUnread, highestId } = this.columns;
    const wants = this.words.isEmpty && !hasUnread && highestId >= this.fewestLearned;
    if (!this.learning && wants) {
      // A word that cannot be looked up now is read from the index as any.
      this.learning = this.words.learn(highestId).catch(() => undefined);
      void this.learning.finally(() => (this.learning = undefined));
    }
    await this.learning;
  }

  /** What a filter selects, with the counts of its facets; of the newest comments where time is short. */
  select(filter: CommentFilter): Promise<SelectedComments> {
    return this.inTurn(() => this.selectNow(filter, Date.now() + this.milliseconds));
  }

  /** One after another: two would read the same import twice. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const own = this.turn.then(work);
    this.turn = own.catch(() => undefined);
    return own;
  }

  /**
   * SQLite answers at once, so that one await after another leaves no room for what comes in from outside:
   * without a pause a thread would hear nobody until it has taken in everything.
   */
  private async behindOthers<T>(work: () => Promise<T>): Promise<T> {
    await setImmediate();
    return this.inTurn(work);
  }

  private async selectNow(filter: CommentFilter, deadline: number): Promise<SelectedComments> {
    // A page searches several times: what is taken in anyway must not cost each of them all its time.
    const least = this.takenInBy && this.columns.highestId > 0 ? 0 : 1;
    await this.columns.refresh(Math.min(deadline, this.takenInBy ?? deadline), least);
    const { version } = this.columns;
    const { permissions, hiddenSurveys } = filter.viewer;
    const key = JSON.stringify([filter, [...permissions], hiddenSurveys]);
    const kept = this.selections.get(key, version);
    if (kept) return kept;
    const matches = await this.findMatches(filter, deadline);
    const { answered } = filter.chosen;
    const narrowed = answered.length > 0 ? { ...matches, marks: matches.marks.slice() } : matches;
    await unmarkUnanswered(this.db, this.columns, narrowed, answered);
    if (filter.withheld) narrowed.marks = new Uint8Array(narrowed.marks.length).fill(255);
    const selected = selectComments(this.columns, filter, narrowed);
    void this.learnWords();
    const selection = { ...selected, matches, unfinished: this.unfinished(matches, filter.viewer) };
    return selection.unfinished ? selection : this.selections.set(key, selection);
  }

  private async findMatches({ search }: CommentFilter, deadline: number): Promise<Matches> {
    const { version, highestId } = this.columns;
    const key = JSON.stringify(search ?? null);
    const kept = this.matches.get(key, version);
    if (kept) return kept;
    const matches = await findMatches(this.words, search, highestId, deadline);
    return matches.searchedFrom > 1 ? matches : this.matches.set(key, matches);
  }

  /** Of those comments alone that the viewer may see. */
  private unfinished({ searchedFrom }: Matches, { hiddenSurveys }: Sight): Unfinished {
    const { hasUnread, imports } = this.columns;
    if (searchedFrom <= 1 && !hasUnread) return null;
    const seen = this.columns.importsSeen(hiddenSurveys);
    const of = seen.reduce((sum, { commentCount }) => sum + commentCount, 0);
    const known = new Set(seen.map(({ id }) => id));
    let searched = 0;
    for (let id = searchedFrom; id < imports.length; id += 1)
      if (known.has(imports[id] ?? 0)) searched += 1;
    return { searched, of };
  }

  /** The part of a selection's list that an edge leads to, and how many lie beyond that edge. */
  async page(filter: CommentFilter, selection: SelectedComments, { edge, limit, ...by }: Page) {
    return pageOf(selection.ids, await this.orderOf(filter, selection, by), edge, limit);
  }

  /** The whole list of a selection. */
  async list(
    filter: CommentFilter,
    selection: SelectedComments,
    by: Listing,
  ): Promise<ListedComment[]> {
    const { keyOf } = await this.orderOf(filter, selection, by);
    return inOrder(selection.ids, keyOf);
  }

  /** Compares a sample, the same each time; comments beyond it come after them. */
  private async mostTypicalFirst(selection: SelectedComments): Promise<KeyOf> {
    selection.typical ??= await typicalRanks(this.db, selection);
    const ranks = selection.typical;
    return (id) => ranks.get(id) ?? unranked;
  }

  private worstFirst(): KeyOf {
    const { codes, values } = this.columns.facets.criticality;
    const keys = values.map(([level]) =>
      level === undefined || level === noValue ? 1 : -Number(level),
    );
    return (id) => keys[codes[id] ?? 0] ?? 1;
  }

  private async orderOf(
    { search }: CommentFilter,
    selection: SelectedComments,
    { order, seed }: Listing,
  ): Promise<ListOrder> {
    if (order === 'random') return eachItsOwn(drawnBy(seed));
    if (order === 'critical') return eachItsOwn(this.worstFirst());
    if (order === 'representative') return eachItsOwn(await this.mostTypicalFirst(selection));
    if (order !== 'best' || !search) return { keyOf: () => 0, sameBelow: Infinity };
    const { ranks, rankedFrom } = await rankMatches(this.db, this.words, search, selection.matches);
    const keyOf: KeyOf = (id) => (id < rankedFrom ? unranked : (ranks.get(id) ?? unranked));
    return { keyOf, sameBelow: rankedFrom };
  }
}

const engines = new WeakMap<Db, SearchEngine>();
const defaultMilliseconds = 5000;

/** The engine of a database, made when it is first asked for. */
export function searchEngine(db: Db, milliseconds = defaultMilliseconds): SearchEngine {
  let engine = engines.get(db);
  if (!engine) engines.set(db, (engine = new SearchEngine(db, milliseconds)));
  return engine;
}
