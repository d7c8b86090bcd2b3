import { parse, type YAMLParseError } from 'yaml';
import { z } from 'zod';
import { ViewfinderError } from '../errors.js';

/** In YAML a pattern such as 18 is a number. */
const pattern = z.union([z.string(), z.number().transform(String)]);
const patterns = z.union([pattern.transform((one) => [one]), z.array(pattern)]);
const ruleSchema = z.union(
  [
    pattern.transform((say) => ({
      say: [say],
      unless: [],
      whenAsked: [],
      negated: undefined,
      alone: undefined,
    })),
    z.strictObject({
      say: patterns.refine((say) => say.length > 0),
      unless: patterns.default([]),
      negated: z.enum(['never', 'only']).optional(),
      whenAsked: patterns.default([]),
      alone: z.boolean().optional(),
    }),
  ],
  {
    error:
      'must be a pattern, or say with any of unless, negated (never or only), whenAsked and alone (true or false)',
  },
);

const themeSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words with hyphens between'),
  name: z.string().min(1),
  definition: z.string().min(1),
  useWhen: z.string().default(''),
  notWhen: z.string().default(''),
  examples: z.array(z.string()).default([]),
  /** The key of the theme that it is part of, which must be part of none itself. */
  parent: z.string().nullable().default(null),
  askedAbout: z.array(z.string()).default([]),
  /** None for a theme that only groups others, or that people alone give. */
  rules: z.array(ruleSchema).default([]),
});

const frameSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  themes: z.array(themeSchema).min(1),
});

export type FrameTheme = z.infer<typeof themeSchema>;
/** A whole frame as it is stored and handed on. */
export type FrameContent = z.infer<typeof frameSchema>;
export type RuleText = FrameTheme['rules'][number];

const refuse = (message: string) => new ViewfinderError('invalid', message);

/** "themes.3.rules.1" of the file, as its theme's name and the rule's number. */
function placeOf(path: readonly PropertyKey[], content: unknown): string {
  const [first, theme, field, rule] = path;
  if (first !== 'themes' || typeof theme !== 'number') return `The frame's ${path.join('.')}`;
  const parsed = z
    .object({ themes: z.array(z.object({ name: z.string() }).catch({ name: '' })) })
    .safeParse(content);
  const name = parsed.data?.themes[theme]?.name || `number ${theme + 1}`;
  const part = field === 'rules' && typeof rule === 'number' ? `rule ${rule + 1}` : String(field);
  return field === undefined ? `Theme “${name}”` : `Theme “${name}”, ${part}`;
}

function readYaml(source: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    const { message } = error as YAMLParseError;
    throw refuse(`The code frame cannot be read as YAML. ${message.split('\n')[0]}`);
  }
}

/**
 * Reads a code frame written as YAML and checks it, but for what its rules say.
 * @throws ViewfinderError `invalid`, naming the theme that cannot be used.
 */
export const parseYamlFrame = (source: string): FrameContent => parseContent(readYaml(source));

/** Checks the parts of a frame, but for what its rules say. @throws ViewfinderError `invalid`. */
export function parseContent(content: unknown): FrameContent {
  const parsed = frameSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(
      `The code frame cannot be used. ${placeOf(issue?.path ?? [], content)}: ${issue?.message ?? 'unreadable'}.`,
    );
  }
  const { themes } = parsed.data;
  const repeated = themes.find(({ key }, at) => themes.findIndex((one) => one.key === key) < at);
  if (repeated) throw refuse(`The code frame has two themes with the key ${repeated.key}.`);
  for (const theme of themes) checkParent(theme, themes);
  return parsed.data;
}

/** Two levels are enough to find a theme by and no more than a coder can hold; so nothing can go in a circle. */
function checkParent({ name, parent, key }: FrameTheme, themes: readonly FrameTheme[]): void {
  if (parent === null) return;
  const found = themes.find((theme) => theme.key === parent);
  const where = `Theme “${name}”, parent`;
  if (!found) throw refuse(`${where}: the frame has no theme with the key ${parent}.`);
  if (parent === key) throw refuse(`${where}: a theme cannot be part of itself.`);
  if (found.parent !== null) {
    throw refuse(
      `${where}: “${found.name}” is part of another theme. A frame has two levels at most: name that one's parent, or none.`,
    );
  }
}
