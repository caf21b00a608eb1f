import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import { invariant } from '#lib/platform/errors.ts';
import { removeDataFolder, temporaryDataFolder } from '../stack/data-folder.ts';
import { applyAll, writeFleet } from './cluster/fleet.ts';
import { benchObjects } from './cluster/objects.ts';
import { type Pair, takeTurns } from './cluster/turns.ts';

/**
 * How long comparing 10,000 objects of a real API server with git takes, beside only reading and parsing them, and how
 * much memory; then a look at what changed since, where nothing did, beside reading the metadata. Needs the servers of
 * `npm run test:real`. Reading and comparing take turns: a figure is the median of what a comparison took in times of
 * the reading directly before it.
 */
const OBJECTS = 10_000;
const ROUNDS = 8;
const MOST_TIMES_RAW = 2.5;
const MOST_TIMES_METADATA = 1.5;
const MOST_MEGABYTES = 350;

const folder = temporaryDataFolder('bench');
const server = spawn(process.execPath, ['e2e/real/servers/run.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const kubeconfig = await kubeconfigOf();
  const objects = benchObjects(OBJECTS);
  await applyAll(readKubeconfig(readFileSync(kubeconfig, 'utf8')), objects);
  const fleet = writeFleet(folder, objects);
  const { full, steady } = await takeTurns(ROUNDS, [kubeconfig, fleet, join(folder, 'clones')]);
  const [first, ...again] = full;
  const last = again.at(-1)?.compared;
  invariant(first && last, 'there are several rounds');
  const ratios = { full: medianOf(again, times), steady: medianOf(steady, times) };
  console.log(
    [
      `${objects.length} objects: ${last.found}`,
      `read and parse alone ${ms(medianOf(again, took('raw')))}, their metadata ${ms(medianOf(steady, took('raw')))}; ${ROUNDS} turns each, in two processes`,
      line('full comparison (asks git for its head, whose commit was rendered before)', again, MOST_TIMES_RAW),
      line('look at what changed, nothing did', steady, MOST_TIMES_METADATA),
      `memory at most ${last.megabytes.toFixed(0)} MB, ${last.idleMegabytes.toFixed(0)} MB of it before (goal ${MOST_MEGABYTES} MB: ${goal(last.megabytes <= MOST_MEGABYTES)})`,
      `first of a process (clones and renders all of git, reads the server's descriptions): ${ms(first.compared.took)}, ${times(first).toFixed(2)} × the first reading alone of ${ms(first.raw.took)} (no goal)`,
    ].join('\n'),
  );
  const isReached =
    ratios.full <= MOST_TIMES_RAW && ratios.steady <= MOST_TIMES_METADATA && last.megabytes <= MOST_MEGABYTES;
  if (!isReached) process.exitCode = 1;
} finally {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'exit');
  removeDataFolder(folder);
}

async function kubeconfigOf(): Promise<string> {
  for await (const told of createInterface({ input: server.stdout })) {
    const path = /^export KUBECONFIG=(.+)$/.exec(told)?.[1];
    if (path !== undefined) return path;
  }
  throw new Error('The servers did not start; build them with npm run test:real.');
}

function medianOf(pairs: readonly Pair[], figure: (pair: Pair) => number): number {
  const values = pairs.map(figure).toSorted((one, other) => one - other);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

function times({ raw, compared }: Pair): number {
  return compared.took / raw.took;
}

function took(side: keyof Pair): (pair: Pair) => number {
  return (pair) => pair[side].took;
}

function line(what: string, pairs: readonly Pair[], most: number): string {
  const ratio = medianOf(pairs, times);
  const taken = ms(medianOf(pairs, took('compared')));
  return `${what}: ${taken}, ${ratio.toFixed(2)} × (goal ${most} ×: ${goal(ratio <= most)})`;
}

function goal(isReached: boolean): string {
  return isReached ? 'reached' : 'MISSED';
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
