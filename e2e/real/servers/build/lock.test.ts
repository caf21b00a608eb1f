import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { exclusively } from './lock.ts';

const HOLDER = `
  import { exclusively } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
  await exclusively(process.argv[1], () => {}, async () => {
    console.log('held');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  });`;

it('waits for another builder, and goes on when that one is killed', async () => {
  const folder = temporaryFolder('lock');
  const holder = spawn(process.execPath, ['--input-type=module-typescript', '-e', HOLDER, folder], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(holder.stdout, 'data');
    let waits = 0;
    const done = exclusively(
      folder,
      () => {
        waits++;
        holder.kill('SIGKILL');
      },
      async () => 'built',
    );
    expect(await done).toBe('built');
    expect(waits).toBe(1);
  } finally {
    holder.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
