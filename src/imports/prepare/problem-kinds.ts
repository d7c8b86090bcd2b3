export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** What each severity means for an officer. */
export const severityWords: Record<Severity, string> = {
  error: 'Cannot be imported',
  warning: 'Look at this',
  note: 'For information',
};

interface KindOfProblem {
  severity: Severity;
  /** Of all problems of the kind, as a heading. */
  title: string;
  /** What is wrong, and what was or will be done. */
  message: string;
  action: string;
}

const keptAsWritten = 'It is kept as written: redact it before it is quoted.';
const kept = 'It is kept as it is.';

/** Every kind of problem that the checks find, in the order in which a report lists them. */
export const problemKinds = {
  excluded: {
    severity: 'warning',
    title: 'Rows left out',
    message: 'The row is no response.',
    action: 'The row is left out.',
  },
  repeated_words: {
    severity: 'warning',
    title: 'Responses that the wave seems to hold already',
    message: 'The comments stand word for word in another file of this wave.',
    action:
      'The responses have no number that the wave knows, so they are added, and count twice if they are the same. Import only one of the two files.',
  },
  unknown_group: {
    severity: 'warning',
    title: 'Unknown respondent groups',
    message: 'This is not the name of a respondent group.',
    action: 'The response is kept without a group.',
  },
  near_answer: {
    severity: 'warning',
    title: 'Answers that look like another option',
    message: 'This answer is not among the confirmed options.',
    action:
      'It is added as an option that is neither positive nor negative. Correct it in the file if it is a slip.',
  },
  new_answer: {
    severity: 'note',
    title: 'New answers',
    message: 'This answer is not among the confirmed options.',
    action: 'It is added as an option that is neither positive nor negative.',
  },
  invalid_number: {
    severity: 'warning',
    title: 'Answers that are not numbers',
    message: 'This is not a number.',
    action: 'The answer is kept as invalid and out of every figure.',
  },
  date_for_number: {
    severity: 'warning',
    title: 'Dates where numbers are expected',
    message: 'This is a date, where a number is expected: a spreadsheet may have changed it.',
    action: 'The answer is kept as invalid and out of every figure.',
  },
  invalid_date: {
    severity: 'warning',
    title: 'Answers that are not dates',
    message: 'This is not a date.',
    action: 'The answer is kept as invalid and out of every figure.',
  },
  late_date: {
    severity: 'warning',
    title: 'Dates after the file was received',
    message: 'This date is after the day on which the file was received.',
    action: kept,
  },
  early_date: {
    severity: 'warning',
    title: 'Dates before 1990',
    message: 'This date is before 1990.',
    action: kept,
  },
  spreadsheet_error: {
    severity: 'warning',
    title: 'Spreadsheet errors',
    message: 'This is an error that the spreadsheet wrote, not what a person answered.',
    action: 'It is kept as written. Correct the file where the answer is known.',
  },
  personal_detail: {
    severity: 'warning',
    title: 'Personal details in comments',
    message: 'The comment seems to hold personal details.',
    action: keptAsWritten,
  },
  cut_comment: {
    severity: 'warning',
    title: 'Comments that may be cut short',
    message:
      'The comment is exactly as long as a platform or a spreadsheet allows, so its end may be lost.',
    action: kept,
  },
  garbled: {
    severity: 'warning',
    title: 'Garbled characters',
    message: 'The text holds characters that were lost or misread before the file was saved.',
    action: 'It is kept as written. Export the file again as UTF-8 or .xlsx if you can.',
  },
  stray_answer: {
    severity: 'warning',
    title: 'Answers of people who were not asked',
    message: 'The question was asked of others only.',
    action: 'The answer is kept and counted. Say that everybody was asked if the base is wrong.',
  },
  same_answers: {
    severity: 'warning',
    title: 'Responses with the same answers and comments',
    message: 'Every answer and comment is the same as in an earlier row.',
    action: 'Both are kept: delete one from the file if it is a copy.',
  },
  second_column: {
    severity: 'warning',
    title: 'Second columns of one kind',
    message: 'Another column before it says the same already.',
    action: 'The first counts, and this column is not stored. Give it another role to keep it.',
  },
  no_answers: {
    severity: 'note',
    title: 'Columns without an answer',
    message: 'Nobody answered in this column.',
    action: 'It is kept as a question without answers, or not stored where it is none.',
  },
  mixed_types: {
    severity: 'note',
    title: 'Columns of mixed values',
    message: 'Its values are partly numbers or dates and partly text.',
    action: 'They are read as one kind, as the column was confirmed.',
  },
  ambiguous_dates: {
    severity: 'note',
    title: 'Dates that could be read either way',
    message: 'Whether the day or the month comes first cannot be told from its dates.',
    action: 'They are read with the day first, as in the United Kingdom.',
  },
  month_first: {
    severity: 'note',
    title: 'Dates with the month first',
    message: 'Its dates are written with the month before the day.',
    action: 'They are read so.',
  },
  missing_code: {
    severity: 'note',
    title: 'Numbers that may stand for no answer',
    message: 'This number stands far from all others and may be a code for no answer.',
    action: 'It is counted as a number. Change it in the file if it is a code.',
  },
  partial: {
    severity: 'note',
    title: 'Partial returns',
    message: 'The return was not finished.',
    action: 'What was answered is kept.',
  },
  straight_line: {
    severity: 'note',
    title: 'The same answer all the way down',
    message: 'The same answer was given to every question of a long list.',
    action: 'The answers are kept.',
  },
  too_fast: {
    severity: 'note',
    title: 'Answered faster than anybody reads',
    message: 'The whole survey was answered in less than a second a question.',
    action: 'The answers are kept.',
  },
  comment_blank: {
    severity: 'warning',
    title: 'Comments that are blank now',
    message: 'A comment was here before and is blank now.',
    action: 'It is kept. Erase the response if it must go.',
  },
  counted_otherwise: {
    severity: 'warning',
    title: 'Questions that the earlier import counts in another way',
    message: 'The earlier import counts the answers to this question in another way.',
    action: 'Those of the responses that are known stay as they are.',
  },
  dropped: {
    severity: 'note',
    title: 'Columns of personal details',
    message: 'The column holds personal details.',
    action: 'It is dropped and not stored.',
  },
} as const satisfies Record<string, KindOfProblem>;

export type ProblemKind = keyof typeof problemKinds;

export const kindsOfProblems: Readonly<Record<ProblemKind, KindOfProblem>> = problemKinds;
