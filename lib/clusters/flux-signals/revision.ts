import type { FluxRevision } from '#generated/prisma/client.ts';
import { listAt, objectAt, textAt } from '#lib/gitops/json.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';

/** What a Kustomization had applied when it was last looked at. */
export type SeenRevision = Pick<FluxRevision, 'revision' | 'generation' | 'seenSince'>;

/**
 * What is known of a Kustomization after it was looked at: since when it has applied what it has. The time is the later of
 * our clock and the cluster's, so that clocks apart make nothing drift.
 *
 * @param before What was known; null where it is new to us.
 * @param hasGap Whether it may have changed to and fro since `before`, as nobody watched.
 * @returns `before` itself where nothing changed.
 */
export function nextRevision(
  before: SeenRevision | null,
  kustomization: KubeObject,
  { now, hasGap }: { now: Date; hasGap: boolean },
): SeenRevision {
  const [latest] = listAt(kustomization, 'status', 'history');
  const { revision, generation } = appliedIn(kustomization);
  const isSame = before?.revision === revision && before.generation === generation;
  // With its history, Flux itself tells of what came and went while nobody watched.
  const tellsItself = latest !== undefined;
  if (isSame && (tellsItself || !hasGap)) return before;
  if (before === null && tellsItself) return { revision, generation, seenSince: null };
  const reconciled = Date.parse(textAt(latest, 'lastReconciled') ?? '');
  const seenSince = Number.isNaN(reconciled) || reconciled < now.getTime() ? now : new Date(reconciled);
  return { revision, generation, seenSince };
}

/** What a Kustomization says it has applied; '' and 0 for nothing yet. */
export function appliedIn(kustomization: KubeObject): Pick<SeenRevision, 'revision' | 'generation'> {
  const status = objectAt(kustomization, 'status');
  const observed = status?.observedGeneration;
  const revision = textAt(status, 'lastAppliedRevision') ?? '';
  return { revision, generation: typeof observed === 'number' ? observed : 0 };
}
