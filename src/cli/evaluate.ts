import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandLine } from './command-line.js';
import { behaviourLines, figure, sentimentLines } from './evaluation-lines.js';
import { ViewfinderError } from '../errors.js';
import { shellViewer } from '../people/shell-viewer.js';
import { formatCount } from '../http/formats.js';
import type { LabelScore } from '../text/score-labels.js';
import { createBaselines } from '../themes/baseline-sentiment.js';
import { evaluateSets, evaluateTagger, type Evaluation } from '../themes/evaluate-tagger.js';
import type { ThemeReport } from '../themes/evaluate-themes.js';
import { parseLabelledLines, type LabelledSet } from '../themes/labelled-sets.js';
import { identifyingLines } from './identifying-lines.js';
import { quoteLines } from './quote-lines.js';
import { riskLines } from './risk-lines.js';
import { evaluateQuoteRanking } from '../reports/evaluate-quote-ranking.js';
import {
  evaluateIdentifyings,
  parseMarkedLines,
  readMarkedComments,
  type MarkedComment,
} from '../reports/identify/evaluate-identifying.js';
import { readFrameFile } from '../themes/read-frame-file.js';
import { evaluateRisks } from '../themes/evaluate-risk.js';
import { taggerParts } from '../themes/frame-queries.js';
import { shippedLearning } from '../themes/learning.js';
import { goldLines } from '../themes/run-round.js';
import { createTagger, type Tagger } from '../themes/tag-comments.js';
import { withDatabase } from './with-database.js';

function themeLines({ set, frame, count, scores }: ThemeReport): string[] {
  const { micro, macro, labels } = scores;
  const themeRow = (name: string, { precision, recall, f1, support }: Omit<LabelScore, 'label'>) =>
    `  ${name.padEnd(58)}${[precision, recall, f1].map((value) => figure(value).padStart(10)).join('')}${String(support).padStart(8)}`;
  return [
    `${set} by the frame “${frame}”: ${formatCount(count, 'text')}, ${formatCount(micro.support, 'theme')}`,
    `  ${''.padEnd(58)} precision    recall        F1  themes`,
    themeRow('micro', micro),
    themeRow('macro', macro),
    ...labels.map((label) => themeRow(`  ${label.label}`, label)),
    '',
  ];
}

function readSet(file: string): LabelledSet {
  try {
    return { name: path.basename(file), comments: parseLabelledLines(readFileSync(file, 'utf8')) };
  } catch (cause) {
    throw new ViewfinderError(
      'invalid',
      `${file} cannot be read: each line must be JSON such as {"text": "…", "question": "…", "sentiment": "negative", "themes": ["food"]}.`,
      { cause },
    );
  }
}

function evaluationLines(
  { sentiment, behaviour, themes, skipped }: Evaluation,
  own: boolean,
): string[] {
  const about = own
    ? [
        'Of each set one text in five, by a hash of its letters, is held out: these figures are of those',
        'alone, by a model trained for this on the others. (The one that comes with the program learned from',
        'all.) "domain" and the sets after it were written for this project; those are never trained on. The',
        'rules for themes were revised on labelled-comments, so that its figures flatter. The quotations are by',
        'a coder who had read the definitions of the themes, and no rule; nothing is improved because of them.',
        '',
      ]
    : [];
  return [
    ...about,
    'SENTIMENT (mixed and undetected count as neutral, unless five labels are named)',
    ...sentiment.flatMap(sentimentLines),
    ...(behaviour.length ? ['MINIMAL PAIRS, by capability', ...behaviourLines(behaviour)] : []),
    ...(themes.length ? ['THEMES', ...themes.flatMap(themeLines)] : []),
    ...skipped,
  ];
}

/** What coders settled on in the rounds of this database, and the tagger that codes its comments. */
const goldOfDatabase = (): Promise<{ set: LabelledSet; tagger: Tagger }> =>
  withDatabase(async (db) => {
    const lines = await goldLines(db, shellViewer());
    if (lines.length === 0) {
      throw new ViewfinderError(
        'not_found',
        'Nothing is settled yet: run a round of double coding, and settle what its coders disagree about.',
      );
    }
    return {
      set: { name: 'gold coding', comments: parseLabelledLines(lines.join('\n')) },
      tagger: createTagger(await taggerParts(db)),
    };
  });

/** The tagger to measure and the sets to measure it on; the project's own where none are named. */
async function whatToEvaluate({ positionals, values: { frame, gold } }: CommandLine) {
  if (gold) {
    const { set, tagger } = await goldOfDatabase();
    return { tagger, given: [set] };
  }
  return {
    tagger: createTagger(
      frame === undefined
        ? undefined
        : { frame: readFrameFile(frame), learning: shippedLearning() },
    ),
    given: positionals.length > 0 ? positionals.map(readSet) : undefined,
  };
}

/** The one file that is named, where what identifies is marked in its comments; null where it is of another kind. */
function markedFile({ positionals: [file, ...others] }: CommandLine): MarkedComment[] | null {
  if (file === undefined || others.length > 0 || !existsSync(file)) return null;
  const source = readFileSync(file, 'utf8');
  return /^\{[^\n]*"spans":/.test(source) ? parseMarkedLines(source) : null;
}

/** What else is measured on the project's own sets. */
const evaluateOthers = (tagger: Tagger) => ({
  risk: evaluateRisks(tagger),
  quotes: evaluateQuoteRanking(),
  identifying: evaluateIdentifyings(readMarkedComments()),
});

const otherLines = ({ risk, quotes, identifying }: ReturnType<typeof evaluateOthers>) => [
  ...[...riskLines(risk), ''],
  ...quoteLines(quotes),
  ...identifyingLines(identifying),
];

/** Prints how the tagger fares against people's labels: of the project's sets, of files given, or of the gold coding. */
export async function evaluateCommand(line: CommandLine): Promise<void> {
  const print = (whole: unknown, lines: readonly string[]) =>
    console.log(line.values.json ? JSON.stringify(whole, null, 2) : lines.join('\n'));
  const marked = markedFile(line);
  if (marked) {
    const reports = evaluateIdentifyings(marked);
    return print(reports, identifyingLines(reports));
  }
  const { tagger, given } = await whatToEvaluate(line);
  const { baselines, skipped } = await createBaselines();
  const evaluation = given
    ? evaluateSets(tagger, baselines, given)
    : evaluateTagger(tagger, baselines);
  evaluation.skipped.push(...skipped);
  if (given) return print(evaluation, evaluationLines(evaluation, false));
  const others = evaluateOthers(tagger);
  print({ ...evaluation, ...others }, [
    ...evaluationLines(evaluation, true),
    ...otherLines(others),
  ]);
}
