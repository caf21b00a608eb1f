import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { compareCluster, type ScannedCluster } from '#lib/clusters/compare-cluster.ts';
import { remoteRepository } from '#lib/clusters/repositories/remote-repository.ts';
import { lookAround } from '#lib/clusters/watching/look-around.ts';
import { createKubeClient } from '#lib/kubernetes/client/client.ts';
import { METADATA_ONLY } from '#lib/kubernetes/client/list.ts';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { keepYoungHeapSmall } from '#lib/platform/collect-garbage.ts';
import { invariant } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { KUBE_PAGE_METADATA, KUBE_PAGE_OBJECTS } from '#lib/policy/thresholds.ts';
import { rawApi, readRaw } from './api.ts';
import { BENCH_LISTS } from './objects.ts';
import type { Measured, Turn } from './turns.ts';

/**
 * Compares, in a process of its own, one turn each time that its parent asks: `compare` a whole cluster and what changed
 * since, `raw` the same reading with nothing made of it.
 */
const [what = '', kubeconfig = '', fleet = '', clones = ''] = process.argv.slice(2);
// As the worker opens the connections of clusters.
const connection = openConnection(readKubeconfig(readFileSync(kubeconfig, 'utf8')));
const work = what === 'raw' ? rawWork() : compareWork();
const idleMegabytes = peakMegabytes();

process.on('message', async (turn: Turn) => {
  const startedAt = performance.now();
  const found = await work[turn]();
  const took = performance.now() - startedAt;
  const told: Measured = { took, found, megabytes: peakMegabytes(), idleMegabytes };
  process.send?.(told);
});

function rawWork(): Record<Turn, () => Promise<string>> {
  const api = rawApi(connection);
  return {
    full: async () => `${await readRaw(api, BENCH_LISTS, KUBE_PAGE_OBJECTS)} objects`,
    steady: async () => `${await readRaw(api, BENCH_LISTS, KUBE_PAGE_METADATA, METADATA_ONLY)} objects`,
  };
}

function compareWork(): Record<Turn, () => Promise<string>> {
  const world = { outbound: createOutboundGuard(), now: systemClock, random: Math.random };
  const client = createKubeClient(connection, world);
  const signal = new AbortController().signal;
  const url = pathToFileURL(fleet).href;
  const repository = remoteRepository({ name: 'fleet', url, branch: 'main', now: systemClock, clones });
  const deps = { client, repositories: [], tools: { kustomize: null, helm: null }, now: systemClock };
  const folders = [{ repository, path: '', manager: 'kustomize-controller' }];
  const question = { folders, withFlux: false, namespaces: null, isStrict: false };
  let before: ScannedCluster['memory'] = null;
  return {
    full: async () => {
      // As the worker does.
      using _ = keepYoungHeapSmall();
      const { memory, comparison } = await compareCluster(deps, question, { signal, before });
      before = memory;
      return comparison.reason;
    },
    steady: async () => {
      invariant(before, 'the cluster was compared before, and answered');
      const { faults } = await lookAround({ client, memory: before, dryRuns: null, signal }, () => true);
      return `${faults.length} faults`;
    },
  };
}

/** The most that was resident since the process began. */
function peakMegabytes(): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}
