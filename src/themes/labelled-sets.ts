import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectPath } from '../paths.js';
import { sentimentLabels, type SentimentLabel } from '../text/sentiment-labels.js';

/** A comment with people's labels; `sentiment` is absent where nobody gave one. */
export interface LabelledComment {
  text: string;
  question: string;
  sentiment?: SentimentLabel;
  themes?: string[];
  /** Whose voice it is, where that is known. */
  group?: string;
}

export interface LabelledSet {
  name: string;
  comments: LabelledComment[];
}

const labelSchema = z.enum(sentimentLabels);
const lineSchema = z
  .object({
    text: z.string(),
    question: z.string().nullish(),
    sentiment: labelSchema.nullish(),
    sent3: labelSchema.nullish(),
    themes: z.array(z.string()).nullish(),
    group: z.string().nullish(),
  })
  .transform(({ text, question, sentiment, sent3, themes, group }): LabelledComment => {
    const label = sentiment ?? sent3;
    return {
      text,
      question: question ?? '',
      ...(label ? { sentiment: label } : {}),
      ...(themes ? { themes } : {}),
      ...(group ? { group } : {}),
    };
  });

/** Reads one JSON object a line. @throws SyntaxError or ZodError for a line that is none. */
export const parseLabelledLines = (content: string): LabelledComment[] =>
  content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));

/** The public sets, from the folder beside the project; undefined where a machine has them not. */
export function readPublicSet(name: string): LabelledSet | undefined {
  const file = projectPath(`../shared/data/labelled/${name}.jsonl`);
  if (!existsSync(file)) return undefined;
  return { name, comments: parseLabelledLines(readFileSync(file, 'utf8')) };
}

export const publicSets = [
  'nhs_pxtextmining_v6',
  'nhs_phase1',
  'course_evaluations',
  'uci_sentences',
] as const;

const texts = z.array(z.string()).optional();
const domainSchema = z.array(
  z.strictObject({
    question: z.string(),
    positive: texts,
    negative: texts,
    mixed: texts,
    neutral: texts,
    undetected: texts,
  }),
);

/** The name of the set of comments written for this project. */
export const domainSet = 'domain';

/** Whose voices the files of comments are in; the others hold several. */
const groupsOfFiles: Readonly<Record<string, string>> = {
  'children.yaml': 'child',
  'children-plainly.yaml': 'child',
  'children-tell.yaml': 'child',
  'young-children.yaml': 'child',
  'teenagers.yaml': 'child',
  'birth-parents.yaml': 'birth parent or relative',
  'parents-then-and-now.yaml': 'birth parent or relative',
  'families-and-relatives.yaml': 'birth parent or relative',
  'foster-carers.yaml': 'foster carer or adopter',
  'carers-and-adopters.yaml': 'foster carer or adopter',
  'carers-plain-facts.yaml': 'foster carer or adopter',
  'adopters-voices.yaml': 'foster carer or adopter',
  'officers-measured.yaml': 'independent reviewing officer',
  'reviewing-officers.yaml': 'independent reviewing officer',
  'partner-agencies-and-staff.yaml': 'social worker, partner agency or staff',
  'partners-mixed-views.yaml': 'social worker, partner agency or staff',
  'professionals.yaml': 'social worker, partner agency or staff',
};
/** The same of whose voice a coded comment is in. */
const groupsOfVoices: Readonly<Record<string, string>> = {
  child: 'child',
  'birth parent': 'birth parent or relative',
  'foster carer': 'foster carer or adopter',
  adopter: 'foster carer or adopter',
  'reviewing officer': 'independent reviewing officer',
  'social worker': 'social worker, partner agency or staff',
  'partner agency': 'social worker, partner agency or staff',
};
const severalGroups = 'several';

const trainingFolder = projectPath('src/text/training');

/** The contents of a folder's files of one kind, in order of name. */
const filesOf = (folder: string, kind: string) =>
  readdirSync(`${trainingFolder}/${folder}`)
    .filter((file) => file.endsWith(kind))
    .sort()
    .map((file) => ({
      file,
      content: readFileSync(`${trainingFolder}/${folder}/${file}`, 'utf8'),
    }));

const codedIn = (folder: string) =>
  filesOf(folder, '.jsonl').flatMap(({ content }) => parseLabelledLines(content));

/** Comments of the domain's voices with the themes of the frame that comes with the program. */
export const readCodedComments = (): LabelledComment[] => [
  ...codedIn('coded'),
  ...codedIn('coded-drily'),
];

/**
 * The comments of the domain's voices that were written for this project, in order of file. Those of bare facts
 * and dry wit are not among them: they teach themes, but of tone that plain words of praise and blame mean little.
 */
export function readDomainSet(): LabelledSet {
  const comments = filesOf('comments', '.yaml').flatMap(({ file, content }) =>
    domainSchema.parse(parse(content)).flatMap((group) =>
      sentimentLabels.flatMap((sentiment) =>
        (group[sentiment] ?? []).map((text): LabelledComment => ({
          text,
          question: group.question,
          sentiment,
          group: groupsOfFiles[file] ?? severalGroups,
        })),
      ),
    ),
  );
  const coded = codedIn('coded').map(({ themes: _, group = '', ...comment }): LabelledComment => ({
    ...comment,
    group: groupsOfVoices[group] ?? severalGroups,
  }));
  return { name: domainSet, comments: [...comments, ...coded] };
}

const valenceSchema = z.record(z.string(), z.string());

/** Words of the field with their valence, -5 to 5, written for this project. */
export function readValences(): Record<string, number> {
  const file = projectPath('src/text/training/valences.yaml');
  const byValence = valenceSchema.parse(parse(readFileSync(file, 'utf8')));
  return Object.fromEntries(
    Object.entries(byValence).flatMap(([valence, words]) =>
      words.split(/\s+/).map((word) => [word.replaceAll('"', ''), Number(valence)]),
    ),
  );
}

/**
 * In nhs_phase1 nearly every comment of this question has criticality 0, "Perfect service" too: the
 * coders left it out, and it is no sign of a neutral comment.
 */
export const isUncoded = ({ question, sentiment }: LabelledComment) =>
  question === 'Trust B - Q1' && sentiment === 'neutral';

/**
 * The part of so many that a text falls in, by its letters and digits alone, so that a text that comes
 * twice, in one set or in two, is always on the same side. Another salt gives parts of another kind.
 */
export function partOf(text: string, parts: number, salt = ''): number {
  let hash = 0x811c9dc5;
  for (const character of salt + text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % parts;
}

const heldOutShare = 5;

/** Whether a text is kept apart, one in five: nothing is decided by these, and `evaluate` measures on them. */
export const isHeldOut = (text: string): boolean => partOf(text, heldOutShare) === 0;

/**
 * Comments with sentiment and themes of our own, by file and name; none is trained on. The rules were
 * revised on the labelled ones, and never on the others. The quotations were written and coded by somebody
 * who had read the definitions of the themes alone, so that they tell most of comments yet to come.
 */
const ownSets: readonly (readonly [file: string, name: string])[] = [
  ['labelled-comments', 'labelled-comments'],
  ['unseen-comments', 'unseen-comments'],
  ['held-out-quotations', 'Quotations by an independent coder'],
  ['printed-quotations', 'Quotations as reports print them, by another'],
];

const readOwnSet = ([file, name]: (typeof ownSets)[number]): LabelledSet => ({
  name,
  comments: parseLabelledLines(readFileSync(projectPath(`tests/themes/${file}.jsonl`), 'utf8')),
});

/** The sets of our own, each by the name that it is printed under. */
export const readOwnSets = (): LabelledSet[] => ownSets.map(readOwnSet);
