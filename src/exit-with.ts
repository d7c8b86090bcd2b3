import { ViewfinderError } from './errors.js';
import { logFault } from './log-fault.js';

/** Prints the sentence of an expected fault, or where any other happened, and ends the process. */
export function exitWith(error: unknown): never {
  if (error instanceof ViewfinderError) console.error(error.message);
  else logFault(['Viewfinder failed:'], error);
  process.exit(1);
}
