import { createHash } from 'node:crypto';
import { ViewfinderError } from '../errors.js';
import { parseContent, type FrameContent, type FrameTheme } from './code-frame.js';

/** A code as other programs know it. */
export interface FileCode {
  guid?: string | undefined;
  name: string;
  description: string;
  /** The name of the code that it is part of; '' for none. */
  parent: string;
}

/** A theme that has been here before: people's words hang on its key. */
export type KnownTheme = Pick<FrameTheme, 'key' | 'name'>;

const refuse = (message: string) => new ViewfinderError('invalid', message);

/** A theme's GUID: a version 5 UUID in form (RFC 9562), the same for a key wherever it is written. */
export function guidOf(key: string): string {
  const bytes = createHash('sha1').update(`viewfinder:theme:${key}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** All that a theme says of itself, in one text: other programs have one field for it. */
export const descriptionOf = ({ definition, useWhen, notWhen, examples }: FrameTheme): string =>
  [
    definition,
    useWhen && `Use when: ${useWhen}`,
    notWhen && `Not when: ${notWhen}`,
    examples.length > 0 && `Examples: ${examples.join(' | ')}`,
  ]
    .filter(Boolean)
    .join('\n\n');

export function codesOf({ themes }: FrameContent): FileCode[] {
  const names = new Map(themes.map(({ key, name }) => [key, name]));
  return themes.map((theme) => ({
    guid: guidOf(theme.key),
    name: theme.name,
    description: descriptionOf(theme),
    parent: theme.parent === null ? '' : (names.get(theme.parent) ?? ''),
  }));
}

const slug = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'theme';

function keyFor({ guid, name }: FileCode, known: readonly KnownTheme[], used: Set<string>): string {
  const same =
    known.find(({ key }) => guidOf(key) === guid) ?? known.find((one) => one.name === name);
  let key = same?.key ?? slug(name);
  const taken = (one: string) =>
    used.has(one) || (one !== same?.key && known.some((other) => other.key === one));
  for (let number = 2; taken(key); number += 1) key = `${slug(name)}-${number}`;
  used.add(key);
  return key;
}

/** The code at the top of those that one is part of; null for one of the top. */
function topOf(code: FileCode, byName: ReadonlyMap<string, FileCode>): FileCode | null {
  const passed = new Set<FileCode>([code]);
  let top = code;
  while (top.parent !== '') {
    const next = byName.get(top.parent);
    if (!next) {
      throw refuse(`The code “${top.name}” is part of “${top.parent}”, which is not in the file.`);
    }
    if (passed.has(next)) {
      throw refuse(
        `The code “${code.name}” is part of itself: ${[...passed].map((one) => `“${one.name}”`).join(' in ')}.`,
      );
    }
    passed.add(next);
    top = next;
  }
  return top === code ? null : top;
}

/**
 * A frame of codes that have no rules: people alone give them, or learning does. A frame has two levels, so
 * that codes further down become parts of their code at the top. A code that has been here before, by
 * GUID or else by name, keeps its key.
 * @throws ViewfinderError `invalid` for names twice, parents that are missing and circles.
 */
export function frameOfCodes(
  name: string,
  codes: readonly FileCode[],
  known: readonly KnownTheme[] = [],
): FrameContent {
  if (codes.length === 0) throw refuse('The file has no codes.');
  const byName = new Map<string, FileCode>();
  for (const code of codes) {
    if (code.name === '') throw refuse('The file has a code without a name.');
    if (byName.has(code.name)) {
      throw refuse(`The file has two codes called “${code.name}”. Rename one of them.`);
    }
    byName.set(code.name, code);
  }
  const used = new Set<string>();
  const keys = new Map(codes.map((code) => [code, keyFor(code, known, used)]));
  const themes = codes.map((code) => {
    const top = topOf(code, byName);
    return {
      key: keys.get(code),
      name: code.name,
      definition: code.description || code.name,
      parent: top && keys.get(top),
    };
  });
  return parseContent({ name, version: '1', themes });
}
