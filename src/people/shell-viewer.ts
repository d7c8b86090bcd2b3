import os from 'node:os';
import { permissionsOf, roleKeys, type Viewer } from './permissions.js';

/** A container may run as a user without a name. */
function systemUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'without a name'}`;
  }
}

/** Whoever has a shell on the machine has the database file: the audit names them by the system's user. */
export const shellViewer = (): Viewer => ({
  accountId: null,
  accountName: `shell (${systemUser()})`,
  fullName: 'A shell on this machine',
  permissions: permissionsOf(roleKeys),
  hiddenSurveys: [],
  address: 'this machine',
});
