import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pLimit from 'p-limit';
import { stringify } from 'yaml';
import { connectLocally } from '#lib/kubernetes/connection/local.ts';
import { removeDataFolder, temporaryDataFolder } from '../stack/data-folder.ts';
import { rawApi } from './cluster/api.ts';
import { benchObjects } from './cluster/objects.ts';

/**
 * How long comparing 10,000 objects of a real API server with git takes, beside only reading and parsing them, and how
 * much memory; then a look at what changed since, where nothing did, beside reading the metadata. Needs the servers of
 * `npm run test:real`. One process after the other, so that the machine should have nothing else to do; figures are medians.
 */
const OBJECTS = 10_000;
const FILE_OBJECTS = 100;
const MOST_TIMES_RAW = 2.5;
const MOST_TIMES_METADATA = 1.5;
const MOST_MEGABYTES = 350;

const folder = temporaryDataFolder('bench');
const server = spawn(process.execPath, ['e2e/real/servers/run.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const kubeconfig = await kubeconfigOf();
  const objects = benchObjects(OBJECTS);
  await applyAll(kubeconfig, objects);
  const fleet = writeFleet(objects.map(({ object }) => object));
  const raw = await measured('raw', kubeconfig);
  const compared = await measured('compare', kubeconfig, fleet, join(folder, 'clones'));
  const [first = 0, ...again] = compared.full;
  const fullRaw = median(raw.full);
  const ratios = {
    first: first / fullRaw,
    again: median(again) / fullRaw,
    steady: median(compared.steady) / median(raw.metadata),
  };
  console.log(
    [
      `${objects.length} objects: ${compared.reason}`,
      `read and parse alone ${ms(fullRaw)}, their metadata ${ms(median(raw.metadata))} (${raw.megabytes.toFixed(0)} MB)`,
      line('full comparison, first of the process', first, ratios.first, MOST_TIMES_RAW),
      line('full comparison, at the same commit', median(again), ratios.again, MOST_TIMES_RAW),
      line('look at what changed, nothing did', median(compared.steady), ratios.steady, MOST_TIMES_METADATA),
      `memory at most ${compared.megabytes.toFixed(0)} MB, ${compared.idleMegabytes.toFixed(0)} MB of it before (goal ${MOST_MEGABYTES} MB: ${goal(compared.megabytes <= MOST_MEGABYTES)})`,
    ].join('\n'),
  );
  const isReached =
    Math.max(ratios.first, ratios.again) <= MOST_TIMES_RAW &&
    ratios.steady <= MOST_TIMES_METADATA &&
    compared.megabytes <= MOST_MEGABYTES;
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

async function applyAll(kubeconfig: string, objects: ReturnType<typeof benchObjects>): Promise<void> {
  const api = rawApi(await connectLocally({ file: kubeconfig }));
  const limit = pLimit(16);
  const put = ({ path, object }: (typeof objects)[number]) =>
    api('PATCH', `${path}?fieldManager=kustomize-controller&force=true`, { body: object });
  const [namespace, ...rest] = objects;
  if (namespace !== undefined) await put(namespace);
  await Promise.all(rest.map((each) => limit(() => put(each))));
}

function writeFleet(objects: readonly object[]): string {
  const fleet = join(folder, 'fleet');
  mkdirSync(fleet, { recursive: true });
  for (let at = 0; at < objects.length; at += FILE_OBJECTS) {
    const text = objects
      .slice(at, at + FILE_OBJECTS)
      .map((each) => stringify(each))
      .join('---\n');
    writeFileSync(join(fleet, `${at}.yaml`), text);
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.test', ...args], { cwd: fleet });
  git('init', '--quiet', '-b', 'main');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Fleet');
  return fleet;
}

async function measured(...args: string[]) {
  const child = fork('scripts/bench/cluster/measure.ts', args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [told] = await once(child, 'message');
  return told;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(what: string, took: number, times: number, most: number): string {
  return `${what}: ${ms(took)}, ${times.toFixed(2)} × (goal ${most} ×: ${goal(times <= most)})`;
}

function goal(isReached: boolean): string {
  return isReached ? 'reached' : 'MISSED';
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
