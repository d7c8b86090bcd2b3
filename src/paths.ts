import { fileURLToPath } from 'node:url';

/** The project's root: compiled code runs from dist/src, two folders below it. */
const root = new URL('../../', import.meta.url);

/** Absolute path of a file or folder of the project, from its path below the root. */
export const projectPath = (relative: string) => fileURLToPath(new URL(relative, root));
