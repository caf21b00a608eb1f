import type { KubeObject } from '../../types.ts';
import { ownedFieldsOf } from './owned-fields.ts';

/**
 * A manager that applies objects server-side or updates them, if it applied this one and nothing else; null otherwise.
 * Where it updated, too (it did so before, or put drift back by a patch), its fields count like anybody's: what git asks
 * for must be there, and nothing that git lacks.
 */
export function serverSideManager(live: KubeObject | null, manager: string | null): string | null {
  if (live === null || manager === null) return null;
  const own = ownedFieldsOf(live).filter(({ writer }) => writer.manager === manager && writer.subresource === null);
  const isApplied = own.some(({ writer }) => writer.operation === 'Apply');
  return isApplied && own.every(({ writer }) => writer.operation === 'Apply') ? manager : null;
}
