import { readFileSync } from 'node:fs';
import { projectPath } from '../paths.js';

/** What the build makes of the rules that come with the program: to read and check their YAML takes ten times as long. */
export type ShippedRules = 'frame' | 'risk-rules' | 'identifying';

export const shippedFile = (name: ShippedRules) => projectPath(`dist/rules/${name}.json`);

/** Rules as the build checked and wrote them. */
export const readShipped = <T>(name: ShippedRules): T =>
  JSON.parse(readFileSync(shippedFile(name), 'utf8')) as T;
