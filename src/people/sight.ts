import { permissionsOf, roleKeys, type Viewer } from './permissions.js';

/** What of a viewer decides what they are shown. */
export type Sight = Pick<Viewer, 'permissions' | 'hiddenSurveys'>;

/** The program at its own work, such as a job over an import: nobody is shown what it reads. */
export const wholeSight: Sight = { permissions: permissionsOf(roleKeys), hiddenSurveys: [] };

/** For a condition `not in`: an empty list is no SQL, and no row has the id 0. */
export const hiddenFrom = ({ hiddenSurveys }: Sight): readonly number[] =>
  hiddenSurveys.length > 0 ? hiddenSurveys : [0];
