import { ViewfinderError } from '../../errors.js';
import { may, type Permission } from '../../people/permissions.js';
import type { Sight } from '../../people/sight.js';

/**
 * Whether a file is to hold true counts: only where they are asked for, by somebody who may see them.
 * @throws ViewfinderError `forbidden` for anybody else who asks.
 */
export function asksForInternal(viewer: Sight, showing: unknown): boolean {
  if (showing !== 'internal') return false;
  if (may(viewer, 'true_counts')) return true;
  throw new ViewfinderError(
    'forbidden',
    'You may not see counts too small to publish. Download the file for publication instead.',
  );
}

/** A viewer as what may be published is shown to everybody. */
export function forPublication<V extends Sight>(viewer: V): V {
  const held = [...viewer.permissions].filter((one): one is Permission => one !== 'true_counts');
  return { ...viewer, permissions: new Set(held) };
}
