import { ViewfinderError, type FieldFault } from '../errors.js';

/** Saves a form, or shows it again as it was written with what is wrong: 422, or 409 where somebody else was first. */
export async function saveOrShow(
  save: () => Promise<void>,
  show: (faults: FieldFault[], status: 409 | 422) => Promise<void>,
): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof ViewfinderError) || error.faults.length === 0) throw error;
    await show(error.faults, error.kind === 'conflict' ? 409 : 422);
  }
}
