import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id, the library's default kind, with the least that OWASP's Password Storage Cheat Sheet
 * advises: 19 MiB of memory, 2 passes, 1 lane (https://cheatsheetseries.owasp.org).
 */
export const hashing = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** At least 12: OWASP ASVS 4.0.3, 2.1.1. The most bounds the work of one hash, far over the 64 of 2.1.2. */
const shortest = 12;
const longest = 200;

/** Of a password that nobody knows: what is checked where there is no account, so that it takes as long. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** The same characters, however a keyboard composes them. */
const composed = (password: string) => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> =>
  hash(composed(password), hashing);

/** Whether it is the password of that hash; the same work where there is none to compare with. */
export async function passwordMatches(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodysHash, composed(password));
  return matches && passwordHash !== null;
}

const fold = (text: string) =>
  composed(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const withoutDigitsAround = (text: string) => text.replace(/^\d+|\d+$/g, '');

/** Read when first needed: half a megabyte that most requests can do without. */
const wordLists = async () => (await import('@zxcvbn-ts/language-common')).dictionary;

let common: ReadonlySet<string> | undefined;
async function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= new Set((await wordLists())['passwords-common'].map(fold));
  return common;
}

export interface PasswordOwner {
  name: string;
  fullName: string;
}

function lengthFault(password: string): string | undefined {
  const length = [...password].length;
  if (length === 0) return 'Enter a new password';
  if (length < shortest) return `The password must be ${shortest} characters or more`;
  return length > longest ? `The password must be ${longest} characters or fewer` : undefined;
}

function nameFault(forms: readonly string[], { name, fullName }: PasswordOwner) {
  const names = [name, name.replace(/@.*/, ''), fullName].map(fold);
  return forms.some((form) => names.includes(form))
    ? 'The password must not be your name, with or without numbers added'
    : undefined;
}

function repeatFault(folded: string): string | undefined {
  const repeated = /^(.+?)\1+$/u.exec(folded)?.[1];
  return repeated !== undefined && repeated.length < shortest
    ? 'The password must not be the same few characters over and over'
    : undefined;
}

async function commonFault(forms: readonly string[]): Promise<string | undefined> {
  const listed = await commonPasswords();
  return forms.some((form) => listed.has(form))
    ? 'This is one of the commonest passwords, or one with numbers added. Choose another, such as four words that do not belong together'
    : undefined;
}

/** What is wrong with a new password, in one sentence; undefined where it will do. */
export async function passwordFault(
  password: string,
  owner: PasswordOwner,
): Promise<string | undefined> {
  const length = lengthFault(password);
  // Before anything else looks at it: what has no bounds can keep the server busy for hours.
  if (length !== undefined) return length;
  const folded = fold(password);
  const forms = [folded, withoutDigitsAround(folded)];
  return nameFault(forms, owner) ?? repeatFault(folded) ?? (await commonFault(forms));
}

/**
 * A password to be read out and typed once: five words drawn from 7,776, so 64 bits. The list is
 * the one that diceware uses.
 */
export async function drawPassword(): Promise<string> {
  const words = (await wordLists())['diceware-common'];
  return Array.from({ length: 5 }, () => words[randomInt(words.length)]).join('-');
}
