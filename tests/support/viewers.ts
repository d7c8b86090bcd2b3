import { permissionsOf, type Permission, type Viewer } from '../../src/people/permissions.js';

/** Somebody who may do everything but what is given, and is not let into some surveys. */
export function viewerWithout(
  missing: readonly Permission[],
  hiddenSurveys: readonly number[] = [],
): Viewer {
  const held = [...permissionsOf(['administrator'])].filter((one) => !missing.includes(one));
  return {
    accountId: 1,
    accountName: 'somebody',
    fullName: 'Somebody',
    permissions: new Set(held),
    hiddenSurveys,
    address: '127.0.0.1',
  };
}
