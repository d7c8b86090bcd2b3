import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ViewfinderError } from '../errors.js';
import { formatList } from '../http/formats.js';
import { projectPath } from '../paths.js';
import type { FrameContent } from './code-frame.js';
import { readFrameBytes } from './frame-file-read.js';

/** The frames that come with the program. */
const shippedFrames = ['childrens-social-care', 'nhs-patient-feedback'];

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new ViewfinderError(
      'not_found',
      `${file} is neither a file nor a code frame that comes with the program (${formatList(shippedFrames)}).`,
      { cause },
    );
  }
}

/**
 * Reads a code frame from a file, or one that comes with the program by its name
 * ("nhs-patient-feedback"), and checks that its rules can be used.
 * @throws ViewfinderError `not_found`; `invalid`, naming the theme and the rule at fault.
 */
export function readFrameFile(nameOrFile: string): FrameContent {
  const isShipped = shippedFrames.includes(nameOrFile);
  const file = isShipped ? projectPath(`src/themes/${nameOrFile}.yaml`) : nameOrFile;
  try {
    return readFrameBytes(readBytes(file), path.parse(file).name);
  } catch (error) {
    if (!(error instanceof ViewfinderError) || error.kind !== 'invalid') throw error;
    throw new ViewfinderError('invalid', `${nameOrFile}: ${error.message}`, { cause: error });
  }
}
