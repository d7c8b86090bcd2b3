import { may, type Permission } from '../../people/permissions.js';
import type { Sight } from '../../people/sight.js';

/** Whether a file is to hold true counts: only where they are asked for, by somebody who may see them. */
export const isInternalFile = (viewer: Sight, asked: unknown): boolean =>
  asked === 'internal' && may(viewer, 'true_counts');

/** A viewer as what may be published is shown to everybody. */
export function forPublication<V extends Sight>(viewer: V): V {
  const held = [...viewer.permissions].filter((one): one is Permission => one !== 'true_counts');
  return { ...viewer, permissions: new Set(held) };
}
