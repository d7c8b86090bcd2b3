/** Who may do and see what: the one table of roles. Addresses and what they need: addresses.ts. */

export const permissions = {
  view: 'See surveys, figures, themes and reports',
  read_comments: 'Read comments, and flag one where someone may be at risk',
  download_figures: 'Download figures and reports',
  download_comments: 'Download comments',
  download_responses: 'Download every response’s answers',
  import: 'Import spreadsheets, confirm columns and undo imports',
  edit_polarity:
    'Change which answers count as negative and who is in a base, and say which waves can be compared',
  edit_measures: 'Make, change and delete measures',
  write_reports: 'Write reports',
  approve_quotes: 'Approve quotes that somebody else wrote',
  manage_records: 'Set how long records are kept, erase a response, purge a wave',
  administer: 'Manage accounts, teams and who may see a survey',
  read_audit: 'Read the audit',
  true_counts: 'See counts too small to publish',
  personal_columns: 'See examples of personal details while a file is being imported',
  flagged_comments: 'See flagged comments and those that may tell of risk, and settle them',
  code_comments: 'Code comments: confirm and change themes and sentiment',
  edit_frames: 'Edit code frames, learn from coding, run rounds of double coding',
} as const;
export type Permission = keyof typeof permissions;

const everyone = ['view', 'read_comments', 'download_figures'] as const;

export const roles = {
  reader: { name: 'Reader', may: everyone },
  survey_officer: {
    name: 'Survey officer',
    may: [
      ...everyone,
      'import',
      'edit_polarity',
      'manage_records',
      'true_counts',
      'download_responses',
      'personal_columns',
    ],
  },
  analyst: {
    name: 'Analyst',
    may: [
      ...everyone,
      'download_comments',
      'download_responses',
      'edit_polarity',
      'edit_measures',
      'true_counts',
      'flagged_comments',
      'code_comments',
      'edit_frames',
    ],
  },
  report_author: {
    name: 'Report author',
    may: [...everyone, 'download_comments', 'edit_measures', 'write_reports'],
  },
  approver: { name: 'Approver', may: [...everyone, 'approve_quotes', 'flagged_comments'] },
  administrator: {
    name: 'Administrator',
    may: Object.keys(permissions) as Permission[],
  },
} as const satisfies Record<string, { name: string; may: readonly Permission[] }>;
export type Role = keyof typeof roles;

export const roleKeys = Object.keys(roles) as Role[];

/** Everything that any of the roles may do. */
export const permissionsOf = (held: readonly Role[]): ReadonlySet<Permission> =>
  new Set(held.flatMap((role): readonly Permission[] => roles[role].may));

/** Whoever asks, from a page, a program or a shell. */
export interface Viewer {
  /** Null for the shell, and for somebody who is not signed in. */
  accountId: number | null;
  /** As the audit names them: the account's name; "shell" with the system's user; '' for nobody. */
  accountName: string;
  fullName: string;
  permissions: ReadonlySet<Permission>;
  /** Restricted surveys that this viewer is not let into; every query leaves them out. */
  hiddenSurveys: readonly number[];
  /** Where the request came from. */
  address: string;
}

/** A viewer as the audit names them: all that is kept of one. */
export type Actor = Pick<Viewer, 'accountId' | 'accountName' | 'address'>;

/** As the audit names the server when it goes on with what somebody began. */
export const serverActor: Actor = {
  accountId: null,
  accountName: 'server',
  address: 'this machine',
};

/** Somebody who is not signed in. */
export const nobody = (address: string): Viewer => ({
  accountId: null,
  accountName: '',
  fullName: '',
  permissions: new Set(),
  hiddenSurveys: [],
  address,
});

export const may = (viewer: Pick<Viewer, 'permissions'>, permission: Permission) =>
  viewer.permissions.has(permission);
