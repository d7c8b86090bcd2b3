import { z } from 'zod';

/** JSON of a column: what somebody has broken there is a fault of that part, and of nothing beside it. */
export const storedJson = z.string().transform((json, context): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    context.addIssue('This is no JSON.');
    return z.NEVER;
  }
});
