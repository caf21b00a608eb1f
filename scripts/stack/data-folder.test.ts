import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { removeDataFolder, temporaryDataFolder } from './data-folder.ts';
import { removeStaged, stageCluster, stagedClusters, stagedFor } from './postgres/staging.ts';
import { commandOf } from './processes.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) removeDataFolder(folder);
});

/** A temporary data folder whose maker is gone, with a cluster that is kept elsewhere. */
function leftover(): { folder: string; cluster: string } {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const folder = join(realpathSync(tmpdir()), `tidemark-left-${pid}-${made.length}`);
  mkdirSync(folder);
  made.push(folder);
  return { folder, cluster: stageCluster(join(folder, 'private/postgres')) };
}

function makeNext(): void {
  made.push(temporaryDataFolder('next'));
}

it('takes away what killed processes left, with clusters kept elsewhere', () => {
  const { folder, cluster } = leftover();
  makeNext();
  expect([folder, cluster, `${cluster}.link`].filter((path) => existsSync(path))).toEqual([]);
});

it('leaves alone what a living process still works on', () => {
  const { folder, cluster } = leftover();
  // The lock of another living process: our own would count as one of a former life.
  const holder = { pid: process.ppid, command: commandOf(process.ppid) };
  writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
  makeNext();
  expect([folder, cluster].filter((path) => existsSync(path))).toEqual([folder, cluster]);
});

it('never takes away the cluster of a data folder that may have been moved', () => {
  const cluster = stageCluster('/somewhere/that/was/moved/postgres');
  const staged = stagedFor('/somewhere/that/was/moved', stagedClusters());
  try {
    expect(staged.map(({ folder }) => folder)).toEqual([cluster]);
    makeNext();
    expect(existsSync(cluster)).toBe(true);
  } finally {
    staged.forEach(removeStaged);
  }
});
