import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { compareCluster } from '#lib/clusters/compare-cluster.ts';
import { remoteRepository } from '#lib/clusters/repositories/remote-repository.ts';
import { lookAround } from '#lib/clusters/watching/look-around.ts';
import { createKubeClient } from '#lib/kubernetes/client/client.ts';
import { METADATA_ONLY } from '#lib/kubernetes/client/list.ts';
import { connectLocally } from '#lib/kubernetes/connection/local.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { keepYoungHeapSmall } from '#lib/platform/collect-garbage.ts';
import { invariant } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { KUBE_PAGE_METADATA, KUBE_PAGE_OBJECTS } from '#lib/policy/thresholds.ts';
import { rawApi, readRaw } from './api.ts';
import { BENCH_LISTS } from './objects.ts';

/**
 * Compares, in a process of its own: `compare` a whole cluster and what changed since, `raw` the same reading with
 * nothing made of it. Tells its parent the times in milliseconds, and the most memory in MB.
 */
const [what = '', kubeconfig = '', fleet = '', clones = ''] = process.argv.slice(2);
const connection = await connectLocally({ file: kubeconfig });
const ROUNDS = 5;

process.send?.(what === 'raw' ? await measureRaw() : await measureCompare());
process.exit(0);

async function measureRaw() {
  const api = rawApi(connection);
  const full: number[] = [];
  const metadata: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    full.push(await timed(() => readRaw(api, BENCH_LISTS, KUBE_PAGE_OBJECTS)));
    metadata.push(await timed(() => readRaw(api, BENCH_LISTS, KUBE_PAGE_METADATA, METADATA_ONLY)));
  }
  return { full, metadata, megabytes: peakMegabytes() };
}

async function measureCompare() {
  const world = { outbound: createOutboundGuard(), now: systemClock, random: Math.random };
  const client = createKubeClient(connection, world);
  const signal = new AbortController().signal;
  const url = pathToFileURL(fleet).href;
  const repository = remoteRepository({ name: 'fleet', url, branch: 'main', now: systemClock, clones });
  const deps = { client, repositories: [], tools: { kustomize: null, helm: null }, now: systemClock };
  const folders = [{ repository, path: '', manager: 'kustomize-controller' }];
  const question = { folders, withFlux: false, namespaces: null, isStrict: false };
  const full: number[] = [];
  const steady: number[] = [];
  const idleMegabytes = peakMegabytes();
  let reason = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    let scanned: Awaited<ReturnType<typeof compareCluster>> | undefined;
    full.push(
      await timed(async () => {
        // As the worker does.
        using _ = keepYoungHeapSmall();
        scanned = await compareCluster(deps, question, { signal });
      }),
    );
    invariant(scanned?.memory, 'the cluster answers');
    const { memory, comparison } = scanned;
    reason = comparison.reason;
    steady.push(await timed(() => lookAround({ client, memory, signal }, () => true)));
  }
  return { full, steady, idleMegabytes, megabytes: peakMegabytes(), reason };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** The most that was resident since the process began. */
function peakMegabytes(): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}
