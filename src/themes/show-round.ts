import { findComment } from '../comments/comment-queries.js';
import type { Db } from '../db/schema.js';
import { writeCsv } from '../http/csv.js';
import type { Viewer } from '../people/permissions.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { attribution } from '../surveys/attribution.js';
import type { FrameTheme } from './code-frame.js';
import { currentFrame } from './frame-queries.js';
import type { Round } from './round-queries.js';
import { agreementsOf, leastForFigures, machineScores } from './round-results.js';
import { codedComments, toSettle } from './run-round.js';

/** The themes that a round is about, as the frame in use words them; by their key where it has them no more. */
export async function themesOfRound(db: Db, { themeKeys }: Round) {
  const { content } = await currentFrame(db);
  const known = new Map(content.themes.map((theme) => [theme.key, theme]));
  return themeKeys.map((key): Pick<FrameTheme, 'key' | 'name' | 'definition'> => {
    const theme = known.get(key);
    return theme ?? { key, name: key, definition: '' };
  });
}

/** A round with how its coders agree; figures only once coding is over, so that nobody codes by them. */
export async function showRound(db: Db, viewer: Viewer, round: Round) {
  const names = new Map((await themesOfRound(db, round)).map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => names.get(key) ?? 'Sentiment';
  const own = round.coders.find(({ accountId }) => accountId === viewer.accountId);
  const isOver = round.state !== 'coding';
  const comments = isOver ? await codedComments(db, round) : [];
  const settled = comments.flatMap(({ gold, machine }) => (gold ? [{ right: gold, machine }] : []));
  return {
    round,
    own: own ?? null,
    isOver,
    leastForFigures,
    agreements: agreementsOf(round, comments).map((one) => ({ ...one, name: nameOf(one.key) })),
    toSettle: toSettle(comments).length,
    settled: settled.length,
    machine: machineScores(round.themeKeys, settled).map((one) => ({
      ...one,
      name: nameOf(one.key),
    })),
  };
}

/** The comments to settle, what each coder said beside each other; of those that the viewer may see. */
export async function showDisagreements(db: Db, viewer: Viewer, round: Round) {
  const names = new Map(round.coders.map(({ accountId, accountName }) => [accountId, accountName]));
  const left = toSettle(await codedComments(db, round));
  const forms = await attributionForms(db);
  const shown = await Promise.all(
    left.map(async ({ commentId, codings }) => {
      const comment = await findComment(db, viewer, commentId);
      if (!comment) return undefined;
      const { id, text, question, groupKey, survey } = comment;
      return {
        comment: { id, text, question, attribution: attribution(forms, groupKey, survey) },
        codings: codings.map(({ accountId, themeKeys, sentiment }) => ({
          coder: names.get(accountId) ?? '',
          themeKeys,
          sentiment,
        })),
      };
    }),
  );
  return { left: left.length, comments: shown.flatMap((one) => one ?? []) };
}

const rounded = (value: number | null | undefined) => value?.toFixed(3) ?? '';

const header = [
  ...['Of', 'Comments coded by two or more', 'Share of codings with it', 'Agreement'],
  ...["Cohen's kappa", "Krippendorff's alpha", 'Comments settled', 'Precision', 'Recall', 'F1'],
  ...['F1, 95% interval from', 'F1, 95% interval to'],
];

type Figures = Pick<Awaited<ReturnType<typeof showRound>>, 'agreements' | 'machine'>;

const agreementCells = ({ n, prevalence, kappa, alpha }: Figures['agreements'][number]) => [
  ...[n, rounded(prevalence), rounded(kappa?.observed)],
  ...[rounded(kappa?.kappa), rounded(alpha)],
];

function machineCells(own: Figures['machine'][number] | undefined) {
  if (!own) return ['', '', '', '', '', ''];
  const { precision, recall, f1 } = own.scores ?? {};
  const interval = own.intervals?.f1;
  return [own.n, ...[precision, recall, f1, interval?.[0], interval?.[1]].map(rounded)];
}

/** The figures of a round as a table for a spreadsheet. */
export const resultsCsv = ({ agreements, machine }: Figures): string =>
  writeCsv([
    header,
    ...agreements.map((one) => [
      one.name,
      ...agreementCells(one),
      ...machineCells(machine.find(({ key }) => key === one.key)),
    ]),
  ]);
