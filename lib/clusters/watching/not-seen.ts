import type { NotSeen } from '#lib/drift/store/confirmed-at.ts';
import { isComparable, isGone } from '../memory/is-shut.ts';
import type { ClusterMemory } from '../memory/types.ts';
import type { Look } from './look.ts';

/** Lists that something is known of, and of which a look that was remembered does not tell that it goes on. */
export function notSeenIn({ kinds }: Pick<ClusterMemory, 'kinds'>, { failed }: Pick<Look, 'failed'>): NotSeen {
  return kinds.flatMap((kind) => {
    if (kind.objects.size + kind.extras.size === 0) return [];
    const isShown = !isGone(kind) && isComparable(kind);
    const { group, kind: name } = kind.type;
    return kind.lists
      .filter((list) => !isShown || failed.has(list) || list.notCompared.length > 0)
      .map(({ namespace }) => ({ group, kind: name, namespace }));
  });
}
