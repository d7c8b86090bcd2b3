import { matchedSpans } from '../comments/mark-text.js';
import { parametersOf } from '../comments/saved/show-saved-searches.js';
import type { SavedSearch } from '../comments/saved/saved-search-queries.js';
import { readSelection } from '../comments/selection.js';
import { inShortTransactions } from '../db/short-transactions.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { wholeSight } from '../people/sight.js';
import { currentFrame } from './frame-queries.js';
import {
  addTopic,
  addTopicTags,
  commentsToTag,
  dropTopic,
  liveTopics,
  publishedImportIds,
  removeTopicTags,
  type LiveTopic,
} from './topic-queries.js';

async function applyTopic(db: Db, topic: LiveTopic, importIds: readonly number[]): Promise<void> {
  const { savedSearchId, themeKey } = topic;
  const themeId = (await currentFrame(db)).themeIds.get(themeKey);
  // A version of the frame without the theme: its comments wait for one that has it.
  if (themeId === undefined) return;
  const { filter } = await readSelection(db, wholeSight, parametersOf(topic.parameters));
  for (const importId of importIds) {
    const found = await commentsToTag(db, filter, { importId, themeKey });
    const comments = found.map(({ id, text }) => ({
      id,
      evidence: JSON.stringify(matchedSpans(text, filter.search)),
    }));
    await inShortTransactions(db, comments, (transaction, part) =>
      addTopicTags(transaction, { savedSearchId, themeId }, part),
    );
  }
}

/** Tags what the live topics find in these imports; again and again gives the same. */
export async function applyTopics(db: Db, importIds: readonly number[]): Promise<void> {
  const topics = await liveTopics(db);
  if (topics.length === 0) return;
  for (const topic of topics) await applyTopic(db, topic, importIds);
}

const subjectOf = ({ id, name }: SavedSearch) => ({ kind: 'saved_search', id, name });

/**
 * Has a saved search give a theme to what it finds, now and in every import to come.
 * @throws ViewfinderError `invalid` for a theme that the frame in use does not have.
 */
export async function startTopic(
  db: Db,
  actor: Actor,
  search: SavedSearch,
  themeKey: string,
): Promise<void> {
  if (!(await currentFrame(db)).themeIds.has(themeKey)) {
    throw new ViewfinderError('invalid', 'Choose a theme.', {
      faults: [{ field: 'theme', message: 'Choose the theme that its comments get' }],
    });
  }
  const row = {
    themeKey,
    startedBy: actor.accountName,
    startedAt: new Date().toISOString(),
  };
  await db.transaction().execute(async (transaction) => {
    await removeTopicTags(transaction, search.id);
    await dropTopic(transaction, search.id);
    await addTopic(transaction, { savedSearchId: search.id, ...row });
    const entry = { action: 'topic_started', subject: subjectOf(search) } as const;
    await recordAudit(transaction, actor, { ...entry, after: { theme: themeKey } });
  });
  await applyTopics(db, await publishedImportIds(db));
}

/** Stops a search from tagging; its tags go too where `removeTags` says so, but for those that people confirmed. */
export const stopTopic = (
  db: Db,
  actor: Actor,
  search: SavedSearch,
  removeTags: boolean,
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const removed = removeTags ? await removeTopicTags(transaction, search.id) : 0;
    await dropTopic(transaction, search.id);
    const entry = { action: 'topic_stopped', subject: subjectOf(search) } as const;
    await recordAudit(transaction, actor, { ...entry, after: { 'tags removed': removed } });
  });
