import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { defaultRules, type DisclosureRules } from './disclosure-rules.js';
import { ViewfinderError } from './errors.js';
import { oidcConfig, oidcFaults, type OidcConfig } from './oidc-settings.js';

const wholeNumber = (fallback: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(fallback);

/** Addresses, ranges and names that Express's `trust proxy` takes, or the number of proxies. */
const isProxyList = (text: string) =>
  /^\d?$/.test(text) ||
  text
    .split(',')
    .map((part) => part.trim().replace(/\/\d{1,3}$/, ''))
    .every((part) => isIP(part) !== 0 || /^(loopback|linklocal|uniquelocal)$/.test(part));

export const defaultDataDir = 'data';

/** Every setting, with its default; README's table of settings is held to this list by a test. */
export const settings = z.object({
  PORT: wholeNumber(3000, 0, 65535),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default(defaultDataDir),
  UPLOAD_LIMIT_MB: wholeNumber(200, 1, 2000),
  READ_SECONDS: wholeNumber(300, 1, 3600),
  READ_MEMORY_MB: wholeNumber(2048, 128, 16384),
  READ_EXPANDED_MB: wholeNumber(1200, 1, 16000),
  READ_RATIO: wholeNumber(200, 10, 1100),
  READ_ENTRIES: wholeNumber(10_000, 10, 65_535),
  READ_CELLS: wholeNumber(10_000_000, 1000, 100_000_000),
  READ_COLUMNS: wholeNumber(16_384, 10, 16_384),
  READ_CELL_LENGTH: wholeNumber(32_767, 100, 1_000_000),
  SESSION_IDLE_MINUTES: wholeNumber(60, 1, 1440),
  SESSION_HOURS: wholeNumber(12, 1, 168),
  TRUST_PROXY: z.string().default('').refine(isProxyList, {
    message: 'must be the addresses of your proxies, "loopback", or how many proxies there are',
  }),
  OIDC_ISSUER: z.string().default(''),
  OIDC_CLIENT_ID: z.string().default(''),
  OIDC_CLIENT_SECRET: z.string().default(''),
  OIDC_NAME: z.string().min(1).default('your organisation’s account'),
  OIDC_SCOPES: z.string().min(1).default('openid profile email'),
  OIDC_ROLE_CLAIM: z.string().min(1).default('roles'),
  OIDC_ROLES: z.string().default(''),
  BACKUP_DIR: z.string().default(''),
  BACKUP_HOURS: wholeNumber(24, 1, 720),
  BACKUP_KEEP: wholeNumber(14, 1, 1000),
  KEEP_UPLOADS: z.enum(['no', 'encrypted']).default('no'),
  UPLOAD_KEY: z.string().default(''),
  DISCLOSURE_LEAST_CELL: wholeNumber(defaultRules.leastCell, 2, 100),
  DISCLOSURE_LEAST_BASE: wholeNumber(defaultRules.leastBase, 2, 1000),
  PUBLICATION_WAIT_SECONDS: wholeNumber(20, 1, 600),
  JOB_WAIT_SECONDS: wholeNumber(4, 1, 600),
  SEARCH_SECONDS: wholeNumber(5, 1, 120),
  SEARCH_THREADS: wholeNumber(2, 0, 16),
  PUBLIC_ADDRESS: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute folder that holds the database and the uploads under way. */
  readonly dataDir: string;
  /** Absolute path of the database file. */
  readonly databaseFile: string;
  readonly uploadLimitBytes: number;
  /** Limits on reading one file in the worker. */
  readonly readSeconds: number;
  readonly readMemoryMegabytes: number;
  readonly readLimits: Readonly<{
    /** Of the file as uploaded. */
    bytes: number;
    /** Of a zipped workbook once inflated, and how many times its packed size a part of it may be. */
    expandedBytes: number;
    ratio: number;
    /** Files inside a zipped workbook. */
    entries: number;
    cells: number;
    columns: number;
    /** Characters of one cell. */
    cellLength: number;
  }>;
  /** Whether a file is kept, sealed, once it is imported; its key is then sealed with `uploadKey`. */
  readonly keepUploads: boolean;
  /** 32 bytes in base64; '' where files are not kept. */
  readonly uploadKey: string;
  /**
   * A session ends when nothing was asked for so long, and so many hours after sign-in at the latest: 12
   * unless set, as NIST SP 800-63B, 4.2.3, has it; the hour of idling is ours, for reading takes long.
   */
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  /** Express's `trust proxy`: false unless configured, since anybody can send X-Forwarded-For. */
  readonly trustProxy: false | number | string;
  /** Single sign-on; null where accounts have passwords alone. */
  readonly oidc: OidcConfig | null;
  /** Absolute folder of the backups that the server takes by itself; null where it takes none. */
  readonly backupDir: string | null;
  readonly backupHours: number;
  readonly backupKeep: number;
  /** Fewer people than these in a cell, or behind a figure, and it does not leave. */
  readonly disclosure: DisclosureRules;
  /** How long a page waits for figures of publication before it says that they are being worked out. */
  readonly publicationWaitSeconds: number;
  /** How long a request waits for the work that it began before it answers with a waiting page; most files take less. */
  readonly jobWaitSeconds: number;
  /** How long one search may take before it shows what it has. */
  readonly searchSeconds: number;
  /** Threads that search, each with its own memory of the comments; 0 where the server's own does. */
  readonly searchThreads: number;
  /** Where people open Viewfinder, "https://viewfinder.example"; '' where that is where it listens. */
  readonly publicAddress: string;
}

const parseProxies = (text: string) =>
  text === '' ? false : /^\d$/.test(text) ? Number(text) : text;

/** Files kept without a key of the deployment's own would be readable to whoever has the database. */
function uploadKeyFaults({
  KEEP_UPLOADS,
  UPLOAD_KEY = '',
}: Readonly<Record<string, string | undefined>>): string[] {
  if (KEEP_UPLOADS !== 'encrypted' && UPLOAD_KEY === '') return [];
  if (Buffer.from(UPLOAD_KEY, 'base64').length === 32) return [];
  return [
    'UPLOAD_KEY: must be 32 random bytes in base64, as “openssl rand -base64 32” makes them, where KEEP_UPLOADS is “encrypted”',
  ];
}

/**
 * The configuration from environment variables, frozen.
 * @throws ViewfinderError `invalid`, naming every faulty setting at once.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = settings.safeParse(env);
  const single = (parsed.error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')}: ${issue.message.toLowerCase()}`,
  );
  const faults = [...single, ...oidcFaults(env), ...uploadKeyFaults(env)];
  if (!parsed.success || faults.length > 0) {
    throw new ViewfinderError('invalid', `The settings cannot be used. ${faults.join('; ')}.`);
  }
  const dataDir = path.resolve(parsed.data.DATA_DIR);
  return Object.freeze({
    port: parsed.data.PORT,
    host: parsed.data.HOST,
    dataDir,
    databaseFile: path.join(dataDir, 'viewfinder.sqlite'),
    uploadLimitBytes: parsed.data.UPLOAD_LIMIT_MB * 1_000_000,
    readSeconds: parsed.data.READ_SECONDS,
    readMemoryMegabytes: parsed.data.READ_MEMORY_MB,
    readLimits: Object.freeze({
      bytes: parsed.data.UPLOAD_LIMIT_MB * 1_000_000,
      expandedBytes: parsed.data.READ_EXPANDED_MB * 1_000_000,
      ratio: parsed.data.READ_RATIO,
      entries: parsed.data.READ_ENTRIES,
      cells: parsed.data.READ_CELLS,
      columns: parsed.data.READ_COLUMNS,
      cellLength: parsed.data.READ_CELL_LENGTH,
    }),
    keepUploads: parsed.data.KEEP_UPLOADS === 'encrypted',
    uploadKey: parsed.data.UPLOAD_KEY,
    sessionIdleMinutes: parsed.data.SESSION_IDLE_MINUTES,
    sessionHours: parsed.data.SESSION_HOURS,
    trustProxy: parseProxies(parsed.data.TRUST_PROXY),
    oidc: oidcConfig(parsed.data),
    backupDir: parsed.data.BACKUP_DIR === '' ? null : path.resolve(parsed.data.BACKUP_DIR),
    backupHours: parsed.data.BACKUP_HOURS,
    backupKeep: parsed.data.BACKUP_KEEP,
    disclosure: Object.freeze({
      leastCell: parsed.data.DISCLOSURE_LEAST_CELL,
      leastBase: parsed.data.DISCLOSURE_LEAST_BASE,
    }),
    publicationWaitSeconds: parsed.data.PUBLICATION_WAIT_SECONDS,
    jobWaitSeconds: parsed.data.JOB_WAIT_SECONDS,
    searchSeconds: parsed.data.SEARCH_SECONDS,
    searchThreads: parsed.data.SEARCH_THREADS,
    publicAddress: parsed.data.PUBLIC_ADDRESS.replace(/\/+$/, ''),
  });
}
