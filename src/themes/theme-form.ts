import type { FieldFault } from '../errors.js';
import { foldLine, parseFields } from '../http/parse.js';
import type { FrameTheme } from './code-frame.js';
import { linesOf, patternFaults, textOf } from './pattern-lines.js';

/** A theme as its form has it: lists as lines. */
export interface ThemeForm {
  name: string;
  definition: string;
  useWhen: string;
  notWhen: string;
  examples: string;
  /** '' for none. */
  parent: string;
  askedAbout: string;
}

export const blankThemeForm: ThemeForm = {
  name: '',
  definition: '',
  useWhen: '',
  notWhen: '',
  examples: '',
  parent: '',
  askedAbout: '',
};

export const themeFormOf = ({ examples, parent, askedAbout, ...theme }: FrameTheme): ThemeForm => ({
  name: theme.name,
  definition: theme.definition,
  useWhen: theme.useWhen,
  notWhen: theme.notWhen,
  examples: examples.join('\n'),
  parent: parent ?? '',
  askedAbout: askedAbout.join('\n'),
});

export function readThemeForm(body: unknown): ThemeForm {
  const fields = parseFields(body);
  return {
    name: foldLine(textOf(fields, 'name')),
    definition: foldLine(textOf(fields, 'definition')),
    useWhen: foldLine(textOf(fields, 'useWhen')),
    notWhen: foldLine(textOf(fields, 'notWhen')),
    examples: textOf(fields, 'examples'),
    parent: textOf(fields, 'parent'),
    askedAbout: textOf(fields, 'askedAbout'),
  };
}

export const themeTextOf = ({ examples, parent, askedAbout, ...text }: ThemeForm) => ({
  ...text,
  examples: linesOf(examples),
  parent: parent === '' ? null : parent,
  askedAbout: linesOf(askedAbout),
});

const mostCharacters = 2000;

export function themeFaults(form: ThemeForm): FieldFault[] {
  const faults: FieldFault[] = [];
  if (form.name === '') faults.push({ field: 'name', message: 'Enter a name for the theme.' });
  if (form.name.length > 100) {
    faults.push({ field: 'name', message: 'Shorten the name to 100 characters or fewer.' });
  }
  if (form.definition === '') {
    faults.push({
      field: 'definition',
      message: 'Enter a definition: a sentence that says what comments of the theme are about.',
    });
  }
  for (const field of ['definition', 'useWhen', 'notWhen', 'examples'] as const) {
    if (form[field].length > mostCharacters) {
      const message = `Shorten this to ${mostCharacters.toLocaleString('en-GB')} characters or fewer.`;
      faults.push({ field, message });
    }
  }
  return [...faults, ...patternFaults('askedAbout', form.askedAbout)];
}
