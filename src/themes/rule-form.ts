import { z } from 'zod';
import type { FieldFault } from '../errors.js';
import { parseFields } from '../http/parse.js';
import type { RuleText } from './code-frame.js';
import { linesOf, patternFaults, textOf } from './pattern-lines.js';

/** A rule as its form has it: patterns as lines. */
export interface RuleForm {
  say: string;
  unless: string;
  negated: '' | 'never' | 'only';
  whenAsked: string;
  alone: boolean;
}

export const blankRuleForm: RuleForm = {
  say: '',
  unless: '',
  negated: '',
  whenAsked: '',
  alone: false,
};

export const ruleFormOf = ({ say, unless, negated, whenAsked, alone }: RuleText): RuleForm => ({
  say: say.join('\n'),
  unless: unless.join('\n'),
  negated: negated ?? '',
  whenAsked: whenAsked.join('\n'),
  alone: alone ?? false,
});

export function readRuleForm(body: unknown): RuleForm {
  const fields = parseFields(body);
  return {
    say: textOf(fields, 'say'),
    unless: textOf(fields, 'unless'),
    negated: z.enum(['', 'never', 'only']).catch('').parse(fields['negated']),
    whenAsked: textOf(fields, 'whenAsked'),
    alone: fields['alone'] === 'yes',
  };
}

export const ruleTextOf = ({ negated, alone, ...form }: RuleForm): RuleText => ({
  say: linesOf(form.say),
  unless: linesOf(form.unless),
  whenAsked: linesOf(form.whenAsked),
  ...(negated === '' ? {} : { negated }),
  ...(alone ? { alone } : {}),
});

const mostPatterns = 200;
const mostCharacters = 10_000;

function fieldFaults(field: 'say' | 'unless' | 'whenAsked', text: string): FieldFault[] {
  if (text.length <= mostCharacters && linesOf(text).length <= mostPatterns) {
    return patternFaults(field, text);
  }
  const message = `Write at most ${mostPatterns} lines and 10,000 characters here: make another rule of the rest.`;
  return [{ field, message }];
}

export function ruleFaults(form: RuleForm): FieldFault[] {
  const faults = (['say', 'unless', 'whenAsked'] as const).flatMap((field) =>
    fieldFaults(field, form[field]),
  );
  if (linesOf(form.say).length > 0) return faults;
  return [{ field: 'say', message: 'Write a word to look for.' }, ...faults];
}
