import { findIdentifying } from '../../text/identify/find-identifying.js';
import type { Finding, WriterContext } from '../../text/identify/finding.js';
import { foldText } from '../folded-text.js';
import { isRedaction } from '../redactions.js';
import { identifyingLookup } from './identifying-lookup.js';

const bracketed = /\[[^[\]]*\]/gu;

/** The redactions of an extract, in their order. */
export const marksOf = (extract: string): string[] =>
  (extract.match(bracketed) ?? []).filter(isRedaction);

/** What an extract still says that could tell who somebody is: what is redacted is gone. */
export const findInExtract = (extract: string, context: WriterContext): Finding[] =>
  findIdentifying(
    // As long as what they stand for, and no words.
    extract.replace(bracketed, (mark) => (isRedaction(mark) ? '|'.repeat(mark.length) : mark)),
    identifyingLookup(),
    context,
  );

/** Extended to whole words: an extract must not break up any. */
function wholeWords(extract: string, { start, end }: Finding) {
  const { text, inside } = foldText(extract);
  let [from, to] = [start, end];
  // What is folded has no white space to lose.
  if (text === extract) {
    while (inside[from] === 1) from -= 1;
    while (inside[to] === 1) to += 1;
  }
  return { from, to };
}

/** "[name's]" for "Dave's", where that is a redaction. */
function markFor({ redaction }: Finding, hidden: string): string {
  const possessive = redaction.replace(']', "'s]");
  return /['’]s$/u.test(hidden) && isRedaction(possessive) ? possessive : redaction;
}

/** An extract with every place of a detail redacted, and where the marks stand among its redactions, from 0. */
export function redactDetail(
  extract: string,
  context: WriterContext,
  wanted: Pick<Finding, 'detail'> & { kind: string },
): { extract: string; marks: { place: number; mark: string }[] } {
  const findings = findInExtract(extract, context).filter(
    ({ kind, detail }) => kind === wanted.kind && detail === wanted.detail,
  );
  let redacted = '';
  let before = 0;
  const marks: { place: number; mark: string }[] = [];
  for (const finding of findings) {
    const { from, to } = wholeWords(extract, finding);
    redacted += extract.slice(before, from);
    const mark = markFor(finding, extract.slice(from, to));
    marks.push({ place: marksOf(redacted).length, mark });
    redacted += mark;
    before = to;
  }
  return { extract: redacted + extract.slice(before), marks };
}
