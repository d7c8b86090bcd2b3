import type { Generated } from 'kysely';

/** Text columns that hold JSON are named so here; queries parse them before handing them on. */
type JsonText = string;
/** ISO 8601, UTC. */
type Instant = string;

export interface AccountTable {
  id: Generated<number>;
  /** What is typed at sign-in: lower case, unique. */
  name: string;
  fullName: string;
  /** Role keys as a JSON array. */
  roles: JsonText;
  /** Argon2id in its own text form; null where only single sign-on lets in. */
  passwordHash: string | null;
  mustChangePassword: Generated<number>;
  /** "issuer subject" of an account that signs in by OpenID Connect. */
  oidcSubject: string | null;
  disabledAt: Instant | null;
  createdAt: Instant;
  signedInAt: Instant | null;
}

export interface TeamTable {
  id: Generated<number>;
  name: string;
}

export interface TeamMemberTable {
  teamId: number;
  accountId: number;
}

/** Lets one person, or one team, into a restricted survey. */
export interface SurveyAccessTable {
  id: Generated<number>;
  surveyId: number;
  accountId: number | null;
  teamId: number | null;
}

export interface SessionTable {
  /** SHA-256, hexadecimal, of the id in the cookie. */
  idHash: string;
  accountId: number | null;
  content: JsonText;
  address: string;
  browser: string;
  createdAt: Instant;
  seenAt: Instant;
  expiresAt: Instant;
}

export interface ApiTokenTable {
  id: Generated<number>;
  accountId: number;
  name: string;
  /** SHA-256, hexadecimal. */
  tokenHash: string;
  /** Permission keys as a JSON array. */
  scopes: JsonText;
  createdAt: Instant;
  expiresAt: Instant;
  usedAt: Instant | null;
  revokedAt: Instant | null;
}

export interface AuditTable {
  id: Generated<number>;
  at: Instant;
  accountId: number | null;
  accountName: string;
  address: string;
  action: string;
  subjectKind: string;
  subjectId: number | null;
  subjectName: string;
  before: JsonText | null;
  after: JsonText | null;
  previousHash: string;
  hash: string;
}

export interface CommentFlagTable {
  commentId: number;
  accountName: string;
  reason: string;
  createdAt: Instant;
}
