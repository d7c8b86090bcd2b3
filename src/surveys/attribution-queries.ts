import type { Db } from '../db/schema.js';
import { formsFrom, type AttributionForms, type GroupForm } from './attribution.js';

/** How this deployment words attributions. */
export async function attributionForms(db: Db): Promise<AttributionForms> {
  const rows = await db.selectFrom('attributionForm').selectAll().execute();
  const own = await db.selectFrom('attributionPattern').select('pattern').executeTakeFirst();
  return formsFrom(rows, own?.pattern);
}

/** Keeps the whole of a deployment's wording in the place of what it had. */
export async function replaceForms(
  db: Db,
  pattern: string | null,
  forms: readonly (GroupForm & { groupKey: string })[],
): Promise<void> {
  await db.deleteFrom('attributionForm').execute();
  await db.deleteFrom('attributionPattern').execute();
  if (forms.length > 0)
    await db
      .insertInto('attributionForm')
      .values([...forms])
      .execute();
  if (pattern !== null) {
    await db.insertInto('attributionPattern').values({ id: 1, pattern }).execute();
  }
}
