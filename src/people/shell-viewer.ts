import os from 'node:os';
import { permissionsOf, roleKeys, type Viewer } from './permissions.js';

/** Whoever has a shell on the machine has the database file: the audit names them by the system's user. */
export const shellViewer = (): Viewer => ({
  accountId: null,
  accountName: `shell (${os.userInfo().username})`,
  fullName: 'A shell on this machine',
  permissions: permissionsOf(roleKeys),
  hiddenSurveys: [],
  address: 'this machine',
});
