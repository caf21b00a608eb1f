import { recordCorrections } from '#lib/drift/record-corrections.ts';
import type { FluxEvent } from '#lib/gitops/flux/events.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import type { Context } from '#lib/platform/context.ts';
import { assertNever } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/log.ts';
import { type Judgement, judgeWord } from './judge-word.ts';
import { noteRevision } from './store-revision.ts';

/** What is needed to hear out one cluster's Flux. */
export interface SignalDeps {
  ctx: Context;
  client: KubeClient;
  clusterId: number;
  log: Logger;
  signal: AbortSignal;
}

const OWNERS: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize.toolkit.fluxcd.io',
  HelmRelease: 'helm.toolkit.fluxcd.io',
};

/** The kind of a Flux object at the version that the server prefers; undefined where it is not served. */
export function ownerType(types: readonly ResourceType[], kind: string): ResourceType | undefined {
  return types.find((type) => type.kind === kind && type.group === OWNERS[kind]);
}

/**
 * Judges an event of Flux by the object it is about as that is now, and records the drift it tells of. What cannot be
 * judged is logged as such.
 *
 * @returns false where it must be judged later, as Flux is still at it.
 * @throws KubeFault where the cluster does not answer: nothing was recorded.
 */
export async function takeWord(deps: SignalDeps, types: readonly ResourceType[], event: FluxEvent): Promise<boolean> {
  const { ctx, clusterId, log } = deps;
  const judgement = await judge(deps, types, event);
  const { kind, namespace, name, at } = event;
  const about = { clusterId, object: `${kind} ${namespace}/${name}`, at };
  switch (judgement.outcome) {
    case 'drift':
      if (judgement.unknown.length > 0) {
        log.warn({ ...about, objects: judgement.unknown }, 'drift of objects whose API group Flux does not tell');
      }
      await recordCorrections(ctx, judgement.corrections);
      return true;
    case 'unknown':
      log.warn({ ...about, reason: judgement.reason }, 'it is unknown whether Flux told of drift');
      return true;
    case 'no drift':
      log.debug({ ...about, reason: judgement.reason }, 'Flux told of no drift');
      return true;
    case 'not yet':
      return false;
    default:
      return assertNever(judgement);
  }
}

async function judge(deps: SignalDeps, types: readonly ResourceType[], event: FluxEvent): Promise<Judgement> {
  const { ctx, clusterId } = deps;
  const owner = await readOwner(deps, types, event);
  const now = ctx.now();
  const { namespaces } = await ctx.db.cluster.findUniqueOrThrow({ where: { id: clusterId } });
  const isApplied = owner !== null && event.kind === 'Kustomization';
  const seen = isApplied ? await noteRevision(ctx.db, clusterId, owner, { now, hasGap: false }) : null;
  return judgeWord(clusterId, event, { owner, seenSince: seen?.seenSince ?? null, types, namespaces, now });
}

async function readOwner(
  { client, signal }: SignalDeps,
  types: readonly ResourceType[],
  { kind, namespace, name }: FluxEvent,
): Promise<KubeObject | null> {
  const type = ownerType(types, kind);
  return type === undefined ? null : client.get(type, { namespace, name }, signal);
}
