import pLimit from 'p-limit';
import type { ResourceType } from '#lib/kubernetes/types.ts';
import { CLUSTER_KINDS_IN_FLIGHT, CLUSTER_READS_IN_FLIGHT } from '#lib/policy/thresholds.ts';
import { isGone } from '../memory/is-shut.ts';
import type { ClusterMemory } from '../memory/types.ts';
import type { KindPlan } from '../place-expected.ts';
import type { ScanProgress } from '../types.ts';
import { compareKind, type KindFacts, type KindResult } from './compare-kind.ts';
import { findUnasked } from './find-unasked.ts';

interface Facts extends Omit<KindFacts, 'before' | 'onCompared'> {
  /** What was known of the cluster before; null where nothing was. */
  before: ClusterMemory | null;
  onProgress: (progress: ScanProgress) => void;
}

/** What reading all kinds gave, in the order of the plan. */
interface KindsRead {
  /** Of kinds that git has objects of. */
  asked: KindResult[];
  /** Of kinds that git has nothing of. */
  unasked: Awaited<ReturnType<typeof findUnasked>>[];
}

/**
 * Compares the kinds that git has objects of, and finds what was added of the others. Several are read at once: while
 * the server puts one together, another is compared.
 *
 * @throws only the signal's reason.
 */
export async function readKinds(
  kinds: readonly KindPlan[],
  { before, onProgress, ...facts }: Facts,
): Promise<KindsRead> {
  const progress = { kinds: 0, ofKinds: kinds.length, objects: 0 };
  const tell = (more: Partial<Record<'kinds' | 'objects', number>>) => {
    progress.kinds += more.kinds ?? 0;
    progress.objects += more.objects ?? 0;
    onProgress({ ...progress });
  };
  const compare = async (kind: KindPlan) => {
    const known = before?.kinds.find(({ type }) => isSameKind(type, kind.type)) ?? null;
    // Objects of a kind that was gone are others than before, and nobody made them anew by themselves.
    const comparable = known === null || isGone(known) ? null : known;
    const result = await compareKind(kind, {
      ...facts,
      before: comparable,
      onCompared: (objects) => tell({ objects }),
    });
    tell({ kinds: 1 });
    return result;
  };
  const find = async (kind: KindPlan) => {
    const result = await findUnasked(kind, facts);
    tell({ kinds: 1 });
    return result;
  };
  const [comparing, finding] = [pLimit(CLUSTER_KINDS_IN_FLIGHT), pLimit(CLUSTER_READS_IN_FLIGHT)];
  const [asked, unasked] = await Promise.all([
    comparing.map(
      kinds.filter(({ expected }) => expected.size > 0),
      compare,
    ),
    finding.map(
      kinds.filter(({ expected }) => expected.size === 0),
      find,
    ),
  ]);
  return { asked, unasked };
}

function isSameKind(one: ResourceType, other: ResourceType): boolean {
  return one.group === other.group && one.kind === other.kind;
}
