/** One thing that a rule can say, with a comment that it finds and one that it leaves alone. */
export interface RuleSign {
  name: string;
  /** The rule as it is written in a frame's file. */
  rule: string | Record<string, unknown>;
  means: string;
  finds: string;
  leaves: string;
  /** The questions that those two answer, where that matters. */
  questions?: readonly [string, string];
}

/** All that a rule can say: for the rule editor's help, and held to by a test. */
export const ruleLanguage: readonly RuleSign[] = [
  {
    name: 'A word',
    rule: 'bully',
    means:
      'The word in any of its forms: bully, bullies, bullied, bullying. Never a part of another.',
    finds: 'They bullied me',
    leaves: 'a bulldog lives here',
  },
  {
    name: 'One form of a word',
    rule: '=caring',
    means: 'That form alone.',
    finds: 'caring people',
    leaves: 'I care about it',
  },
  {
    name: 'The beginning of a word',
    rule: 'restrain*',
    means: 'Any word that begins so. At least two letters before the star.',
    finds: 'the restraint was wrong',
    leaves: 'the strain of it',
  },
  {
    name: 'Either word',
    rule: 'mum/dad',
    means:
      'Any of the words around the stroke. A space ends the choice: big/small room is “big room” or “small room”.',
    finds: 'I live with dad',
    leaves: 'I live with nan',
  },
  {
    name: 'Words in a row',
    rule: 'social worker',
    means:
      'The words one after the other in a sentence; words such as “my”, “the” and “very” may stand between.',
    finds: 'my Social Worker left',
    leaves: 'a worker who is social',
  },
  {
    name: 'Near each other',
    rule: 'see ~4 mum/dad',
    means: 'At most so many words apart (1 to 15), either way round, in one sentence.',
    finds: 'mum I hardly see',
    leaves: 'I see him. Mum left',
  },
  {
    name: 'In order',
    rule: 'told >4 nothing',
    means: 'The second at most so many words after the first (1 to 15), in one sentence.',
    finds: 'they told us nothing',
    leaves: 'nothing we were told',
  },
  {
    name: 'Except with',
    rule: { say: 'tea', unless: ['cup of tea'] },
    means: 'unless: the rule does not count in a sentence in which any of these stands.',
    finds: 'tea was cold',
    leaves: 'we had a cup of tea',
  },
  {
    name: 'Not after “not”',
    rule: { say: 'bully', negated: 'never' },
    means: 'negated: never. The words do not count where “not”, “never” or the like governs them.',
    finds: 'I was bullied',
    leaves: 'I was never bullied',
  },
  {
    name: 'Only after “not”',
    rule: { say: 'listen', negated: 'only' },
    means: 'negated: only. The words count only where “not”, “never” or the like governs them.',
    finds: 'they do not listen',
    leaves: 'they listen',
  },
  {
    name: 'Under some questions',
    rule: { say: 'late', whenAsked: ['school/college'] },
    means: 'whenAsked: the rule counts only where the question says one of these.',
    finds: 'always late',
    leaves: 'always late',
    questions: ['How do you get to school?', 'How are your meals?'],
  },
  {
    name: 'Where nothing else is found',
    rule: { say: 'staff', alone: true },
    means: 'alone: a weak sign, which counts only in a comment without any other theme.',
    finds: 'the staff',
    leaves: 'staff cook a lovely dinner',
  },
];

/** What a theme says beside its rules. */
export const themeLanguage = {
  askedAbout:
    'askedAbout: under a question that says one of these, every answer with something in it is about the theme.',
  parent:
    'parent: the theme that this one is part of. Two levels at most. A comment is given the child alone; a filter on the parent finds it too.',
} as const;
