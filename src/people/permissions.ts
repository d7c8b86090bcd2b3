/**
 * Who may do and see what: the one table of roles, and the one table of addresses. An address that is
 * not in it is open to nobody.
 */

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
  manage_records: 'Set how long records are kept, erase a response, purge a wave',
  administer: 'Manage accounts, teams and who may see a survey',
  read_audit: 'Read the audit',
  true_counts: 'See counts too small to publish',
  personal_columns: 'See examples of personal details while a file is being imported',
  flagged_comments: 'See flagged comments, and settle them',
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
    ],
  },
  report_author: {
    name: 'Report author',
    may: [...everyone, 'download_comments', 'edit_measures', 'write_reports'],
  },
  approver: { name: 'Approver', may: [...everyone, 'flagged_comments'] },
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

/** What a caller needs for an address: a permission, being signed in, or nothing at all. */
export type Access = Permission | 'signed_in' | 'anybody';
type Method = 'get' | 'post' | 'delete';

/** Figures in files of several kinds, at one address but for its ending. */
const files = (path: string, endings: string) =>
  endings.split(' ').map((ending) => ['get', `${path}.${ending}`, 'download_figures'] as const);

/** Every address with what it takes; a test walks the application and finds neither more nor fewer. */
export const routes: readonly (readonly [Method, string, Access])[] = [
  ['get', '/', 'signed_in'],
  ['get', '/set-up', 'anybody'],
  ['post', '/set-up', 'anybody'],
  ['get', '/sign-in', 'anybody'],
  ['post', '/sign-in', 'anybody'],
  ['post', '/sign-out', 'signed_in'],
  ['get', '/account', 'signed_in'],
  ['get', '/account/password', 'signed_in'],
  ['post', '/account/password', 'signed_in'],
  ['post', '/account/sessions/end', 'signed_in'],
  ['post', '/account/tokens', 'signed_in'],
  ['post', '/account/tokens/:tokenId/revoke', 'signed_in'],
  ['get', '/people', 'administer'],
  ['get', '/people/new', 'administer'],
  ['post', '/people', 'administer'],
  ['get', '/people/surveys', 'administer'],
  ['get', '/people/:accountId', 'administer'],
  ['post', '/people/:accountId', 'administer'],
  ['post', '/people/:accountId/disable', 'administer'],
  ['post', '/people/:accountId/enable', 'administer'],
  ['post', '/people/:accountId/reset', 'administer'],
  ['post', '/people/:accountId/sessions/end', 'administer'],
  ['post', '/people/:accountId/tokens/:tokenId/revoke', 'administer'],
  ['get', '/teams', 'administer'],
  ['post', '/teams', 'administer'],
  ['get', '/teams/:teamId', 'administer'],
  ['post', '/teams/:teamId', 'administer'],
  ['get', '/teams/:teamId/delete', 'administer'],
  ['post', '/teams/:teamId/delete', 'administer'],
  ['get', '/surveys/:surveyId/access', 'administer'],
  ['post', '/surveys/:surveyId/access', 'administer'],
  ['get', '/surveys', 'view'],
  ['get', '/imports', 'import'],
  ['get', '/imports/new', 'import'],
  ['post', '/imports', 'import'],
  ['get', '/imports/:importId', 'import'],
  ['get', '/imports/:importId/columns', 'import'],
  ['post', '/imports/:importId/columns', 'import'],
  ['get', '/imports/:importId/checks', 'import'],
  ['post', '/imports/:importId/import', 'import'],
  ['get', '/imports/:importId/data-quality', 'import'],
  ['get', '/imports/:importId/data-quality.xlsx', 'import'],
  ['get', '/imports/:importId/problems.csv', 'import'],
  ['get', '/imports/:importId/file', 'personal_columns'],
  ['get', '/imports/:importId/undo', 'import'],
  ['post', '/imports/:importId/undo', 'import'],
  ['post', '/imports/:importId/discard', 'import'],
  ['post', '/imports/:importId/cancel', 'import'],
  ['post', '/imports/:importId/again', 'import'],
  ['get', '/api/imports', 'import'],
  ['post', '/api/imports', 'import'],
  ['get', '/api/imports/:importId', 'import'],
  ['delete', '/api/imports/:importId', 'import'],
  ['post', '/api/imports/:importId/check', 'import'],
  ['post', '/api/imports/:importId/import', 'import'],
  ['post', '/api/imports/:importId/again', 'import'],
  ['post', '/api/imports/:importId/cancel', 'import'],
  ['get', '/waves/:waveId', 'view'],
  ...files('/waves/:waveId/rates', 'xlsx ods csv json'),
  ['get', '/waves/:waveId/invited', 'import'],
  ['post', '/waves/:waveId/invited', 'import'],
  ['get', '/waves/:waveId/crosstab', 'view'],
  ...files('/waves/:waveId/crosstab', 'xlsx ods csv json'),
  ['get', '/waves/:waveId/responses.csv', 'download_responses'],
  ['get', '/waves/:waveId/retention', 'manage_records'],
  ['post', '/waves/:waveId/retention', 'manage_records'],
  ['get', '/waves/:waveId/purge', 'manage_records'],
  ['post', '/waves/:waveId/purge', 'manage_records'],
  ['get', '/waves/:waveId/questions/:questionId', 'view'],
  ['get', '/waves/:waveId/questions/:questionId/chart', 'download_figures'],
  ...files('/waves/:waveId/questions/:questionId/chart', 'svg png csv'),
  ['post', '/waves/:waveId/questions/:questionId/polarity', 'edit_polarity'],
  ['get', '/waves/:waveId/questions/:questionId/measures/new', 'edit_measures'],
  ['get', '/waves/:waveId/questions/:questionId/base', 'edit_polarity'],
  ['post', '/waves/:waveId/questions/:questionId/base', 'edit_polarity'],
  ['post', '/waves/:waveId/questions/:questionId/measures', 'edit_measures'],
  ...files('/surveys/:surveyId/changes', 'svg png csv'),
  ...files('/surveys/:surveyId/questions/:questionId/trend', 'svg png csv'),
  ['get', '/surveys/:surveyId/trends', 'view'],
  ...files('/surveys/:surveyId/trends', 'xlsx ods csv json'),
  ['get', '/surveys/:surveyId/questions/:questionId/trend', 'view'],
  ['post', '/surveys/:surveyId/questions/:questionId/comparability', 'edit_polarity'],
  ['get', '/measures', 'view'],
  ...files('/measures', 'xlsx ods csv json'),
  ['get', '/measures/:measureId', 'edit_measures'],
  ['get', '/measures/:measureId/edit', 'edit_measures'],
  ['post', '/measures/:measureId', 'edit_measures'],
  ...files('/measures/:measureId/chart', 'svg png csv'),
  ['get', '/measures/:measureId/delete', 'edit_measures'],
  ['post', '/measures/:measureId/delete', 'edit_measures'],
  ['get', '/comments/themes', 'download_figures'],
  ...files('/comments/themes', 'svg png csv'),
  ['get', '/comments', 'read_comments'],
  ['get', '/comments.csv', 'download_comments'],
  ['get', '/comments/flagged', 'read_comments'],
  ['get', '/comments/:commentId', 'read_comments'],
  ['get', '/comments/:commentId/flag', 'read_comments'],
  ['post', '/comments/:commentId/flag', 'read_comments'],
  ['get', '/comments/:commentId/settle', 'flagged_comments'],
  ['post', '/comments/:commentId/settle', 'flagged_comments'],
  ['get', '/audit', 'read_audit'],
  ['get', '/audit.csv', 'read_audit'],
  ['get', '/audit/verify', 'read_audit'],
  ['get', '/records', 'manage_records'],
  ['get', '/records/erase', 'manage_records'],
  ['post', '/records/erase', 'manage_records'],
  ['post', '/records/erasures', 'manage_records'],
  ['get', '/themes', 'view'],
  ['get', '/themes/:key', 'view'],
  ['get', '/reports', 'view'],
  ['post', '/reports', 'write_reports'],
  ['get', '/reports/quotes/new', 'write_reports'],
  ['post', '/reports/quotes', 'write_reports'],
  ['get', '/reports/:reportId', 'view'],
  ['get', '/reports/:reportId/report.docx', 'download_figures'],
  ['get', '/reports/:reportId/report.html', 'download_figures'],
  ['get', '/reports/:reportId/rename', 'write_reports'],
  ['post', '/reports/:reportId/rename', 'write_reports'],
  ['get', '/reports/:reportId/delete', 'write_reports'],
  ['post', '/reports/:reportId/delete', 'write_reports'],
  ['post', '/reports/:reportId/quotes', 'write_reports'],
  ['get', '/reports/:reportId/call-outs/new', 'write_reports'],
  ['post', '/reports/:reportId/call-outs', 'write_reports'],
  ['get', '/reports/:reportId/parts/:partId', 'write_reports'],
  ['post', '/reports/:reportId/parts/:partId', 'write_reports'],
  ['post', '/reports/:reportId/parts/:partId/move', 'write_reports'],
  ['post', '/reports/:reportId/parts/:partId/remove', 'write_reports'],
  ['get', '/sign-in/single-sign-on', 'anybody'],
  ['get', '/sign-in/single-sign-on/done', 'anybody'],
  ['get', '/records/backups', 'administer'],
  ['post', '/records/backups', 'administer'],
];
