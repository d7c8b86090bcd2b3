import { z } from 'zod';
import { formatTime } from '../http/formats.js';
import { auditActions, type AuditAction } from './audit-actions.js';
import type { AuditRow } from './audit-chain.js';
import { permissions, roles } from './permissions.js';

/** One thing of an entry, before and after; null where the entry says nothing of that side. */
export interface AuditChange {
  name: string;
  before: string | null;
  after: string | null;
}

export interface ShownEntry {
  id: number;
  /** ISO instant. */
  at: string;
  who: string;
  address: string;
  action: string;
  what: string;
  subject: { kind: string; id: number | null; name: string };
  changes: AuditChange[];
  hash: string;
}

/** Where a key as code has it is not how people say it. */
const names: Readonly<Record<string, string>> = {
  dontKnowInBase: 'Don’t know in the base',
  optionCodes: 'Numbers of the answers counted',
  groupKeys: 'Respondent groups',
  wordsSearchedFor: 'Words were searched for',
  sha256: 'SHA-256',
};

/** "flaggedComments" as "Flagged comments"; what is written in words already stays as it is. */
function nameOf(key: string): string {
  if (Object.hasOwn(names, key)) return names[key] ?? key;
  if (!/^[a-z]+([A-Z][a-z]*)*$/.test(key)) return key;
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function textWords(text: string): string {
  if (text === '') return 'Blank';
  return instant.test(text) ? formatTime(text) : text;
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map(wordsOf).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, part]) => `${nameOf(key)}: ${wordsOf(part)}`)
      .join('; ');
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return textWords(text);
}

const roleNames = Object.fromEntries(
  Object.entries(roles).map(([key, { name }]): [string, string] => [key, name]),
);
/** What is kept by keys of the code, told in words; whatever people wrote stays to the letter. */
const keysOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  roles: roleNames,
  scopes: permissions,
};

function toldOf(side: string, value: unknown): string {
  const told = Object.hasOwn(keysOf, side) ? keysOf[side] : undefined;
  if (!told || !Array.isArray(value)) return wordsOf(value);
  return wordsOf(value.map((key: unknown) => told[String(key)] ?? key));
}

const sideSchema = z.record(z.string(), z.unknown());

/** A side that is no JSON was tampered with: it is shown as it stands. */
function readSide(text: string | null): Map<string, unknown> {
  if (text === null) return new Map();
  try {
    return new Map(Object.entries(sideSchema.parse(JSON.parse(text))));
  } catch {
    return new Map([['As it stands', text]]);
  }
}

function changesOf({ before, after }: Pick<AuditRow, 'before' | 'after'>): AuditChange[] {
  const [was, is] = [readSide(before), readSide(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => ({
    name: nameOf(key),
    before: was.has(key) ? toldOf(key, was.get(key)) : null,
    after: is.has(key) ? toldOf(key, is.get(key)) : null,
  }));
}

/** An entry in words: who did what to what, and what that changed. */
export function showEntry(row: AuditRow): ShownEntry {
  const { id, at, address, subjectKind: kind, subjectId, subjectName: name, hash } = row;
  const known = Object.hasOwn(auditActions, row.action);
  return {
    id,
    at,
    who: row.accountName === '' ? 'Nobody signed in' : row.accountName,
    address,
    action: row.action,
    what: known ? auditActions[row.action as AuditAction] : row.action,
    subject: { kind, id: subjectId, name },
    changes: changesOf(row),
    hash,
  };
}
