import type { Generated } from 'kysely';

export interface SavedSearchTable {
  id: Generated<number>;
  name: string;
  note: string;
  /** What follows the question mark of its address. */
  parameters: string;
  /** 1 for everybody who reads comments, 0 for its owner alone. */
  isShared: number;
  ownerId: number | null;
  ownerName: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export interface SavedSearchLookTable {
  savedSearchId: number;
  accountId: number;
  /** The newest comment of all that there was then. */
  lastCommentId: number;
  /** ISO 8601, UTC. */
  lookedAt: string;
}

/** A saved search that gives a theme to what it finds in every import. */
export interface LiveTopicTable {
  savedSearchId: number;
  themeKey: string;
  startedBy: string;
  /** ISO 8601, UTC. */
  startedAt: string;
}

export interface TopicTagTable {
  savedSearchId: number;
  commentId: number;
}
