import type { Db } from '../db/schema.js';
import { formatDate, formatList } from '../http/formats.js';
import { may } from '../people/permissions.js';
import { wholeSight, type Sight } from '../people/sight.js';
import { definitionNames } from '../statistics/definition-names.js';
import { reasonsBetween, type Basis } from '../statistics/measure-basis.js';
import { changedSince } from '../statistics/measure-history.js';
import { measureFigure } from '../statistics/measure-figures.js';
import { reasonInWords } from '../statistics/measure-words.js';
import { markOf } from '../themes/stale-form.js';
import { basisOfLive, countedFrom, parseAccepted, type Accepted } from './accepted.js';
import { filesThatChanged, frameInUse } from './coding-queries.js';
import type { Live } from './live-parts.js';
import { changesBetween, commentWords, inWords, printedOf, type PrintedChange } from './printed.js';
import type { Stale, StoredPart } from './report-parts.js';

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const sentences = (clauses: readonly string[]) => clauses.map((clause) => `${upper(clause)}.`);

async function codingReason(db: Db, accepted: Accepted, otherwise: string): Promise<string> {
  const frame = await frameInUse(db);
  return frame && frame.id !== accepted.frameId
    ? `version ${frame.version} of the code frame “${frame.name}” was put to use`
    : otherwise;
}

const isSameWave = (before: Basis, after: Basis) =>
  after.waves.every(({ id, revision }) =>
    before.waves.some((one) => one.id === id && one.revision === revision),
  );

const isPurgedSince = (before: Basis, after: Basis) =>
  after.waves.some(
    ({ id, purged }) => purged && before.waves.some((one) => one.id === id && !one.purged),
  );

async function figureReasons(db: Db, live: Live, accepted: Accepted): Promise<string[]> {
  const [before, after] = [accepted.basis, await basisOfLive(db, live)];
  const counted = await countedFrom(db, live);
  if (!before || !after || !counted) return [];
  if (isPurgedSince(before, after)) return ['the responses of a wave were removed'];
  const reasons = reasonsBetween(before, after).filter(({ kind }) => kind !== 'answers');
  const waveIds = [...before.waves, ...after.waves].map(({ id }) => id);
  const names = await definitionNames(db, counted, waveIds);
  const change = { before: before.definition, after: after.definition, names };
  if (reasons.length > 0) return reasons.map((reason) => reasonInWords(reason, change));
  if (live.of === 'figure' && live.source.of === 'themes')
    return [await codingReason(db, accepted, 'comments of the wave were coded anew')];
  return isSameWave(before, after)
    ? ['its words were changed, or what may be published of it']
    : ['answers of the wave were changed, or how they are counted'];
}

const isAbout = (changes: readonly PrintedChange[], ...labels: string[]) =>
  changes.some(({ label }) => labels.includes(label));

async function quoteReasons(
  db: Db,
  commentId: number,
  { accepted, changes }: { accepted: Accepted; changes: readonly PrintedChange[] },
): Promise<string[]> {
  const files = await filesThatChanged(db, commentId, accepted.at);
  const by = files.length > 0 ? ` by the file ${formatList(files)}` : '';
  const regrouped = isAbout(changes, 'Group');
  const attributed = !regrouped && isAbout(changes, 'Attribution');
  return [
    ...(isAbout(changes, commentWords) ? [`the comment was corrected${by}`] : []),
    ...(regrouped ? [`whose view it is was corrected${by}`] : []),
    ...(attributed ? ['how views are attributed was changed, or the name of the survey'] : []),
    ...(isAbout(changes, 'Question') ? ['the question was worded anew'] : []),
    ...(isAbout(changes, 'Survey') ? ['the survey or its wave was named anew'] : []),
    ...(isAbout(changes, 'Themes', 'Sentiment')
      ? [await codingReason(db, accepted, 'the comment was coded anew')]
      : []),
  ];
}

/** Of a call-out from before what is accepted was kept. */
async function staleOfOld(db: Db, live: Live, createdAt: string): Promise<Stale | null> {
  if (live.of !== 'measure') return null;
  const measure = await measureFigure(db, wholeSight, live.callOut.measureId, 'publication');
  const was = await changedSince(db, measure, createdAt);
  const printed = printedOf(live);
  return was === null ? null : { was, now: live.callOut.sentence, why: [], mark: markOf(printed) };
}

/** Those who do not write reports learn no more than that: an earlier figure beside this one may tell too much. */
const untold: Stale = {
  was: 'What an author of the report accepted.',
  now: 'Something else.',
  why: [],
  mark: '',
};

/** Nobody knows what was accepted of it: only the database can have lost that. */
function staleOfUnknown(viewer: Sight, live: Live): Stale {
  const printed = printedOf(live);
  if (!may(viewer, 'write_reports')) return untold;
  return {
    was: 'Not known.',
    now: inWords(changesBetween({}, printed), 'now'),
    why: ['What an author accepted of it is not known any more.'],
    mark: markOf(printed),
  };
}

/** From before what is accepted was kept: a call-out, or a quote that nobody has put forward since. */
const isOld = ({ accepted, kind, status }: StoredPart) =>
  accepted === null && (kind === 'call_out' || (kind === 'quote' && status === 'draft'));

/** What has become of a part since an author accepted it; null where it prints the same. */
export async function staleOf(
  db: Db,
  viewer: Sight,
  part: StoredPart,
  live: Live,
): Promise<Stale | null> {
  if (isOld(part)) return staleOfOld(db, live, part.createdAt);
  const accepted = parseAccepted(part.accepted);
  if (accepted === null) return staleOfUnknown(viewer, live);
  const printed = printedOf(live);
  const changes = changesBetween(accepted.printed, printed);
  if (changes.length === 0) return null;
  if (!may(viewer, 'write_reports')) return untold;
  const why =
    live.of === 'comment'
      ? await quoteReasons(db, live.comment.id, { accepted, changes })
      : await figureReasons(db, live, accepted);
  return {
    was: inWords(changes, 'was'),
    now: inWords(changes, 'now'),
    why: sentences([...why, `an author accepted it last on ${formatDate(accepted.at)}`]),
    mark: markOf(printed),
  };
}
