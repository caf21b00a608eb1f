import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { abandonedFolders, temporaryFolder } from './temporary-folder.ts';

it('finds what dead processes left, and nothing else', () => {
  const parent = temporaryFolder('sweep');
  try {
    const { pid } = spawnSync(process.execPath, ['--version']);
    for (const name of [
      `tidemark-bench-${pid}-aB3xYz`,
      `tidemark-bench-${process.pid}-aB3xYz`,
      'tidemark-bench-1-aB3xYz',
      `tidemark-${pid}-aB3xYz`,
      `other-bench-${pid}-aB3xYz`,
    ]) {
      mkdirSync(join(parent, name));
    }
    expect(abandonedFolders(parent).map((folder) => basename(folder))).toEqual([`tidemark-bench-${pid}-aB3xYz`]);
    expect(abandonedFolders()).not.toContain(parent);
  } finally {
    rmSync(parent, { recursive: true });
  }
});
