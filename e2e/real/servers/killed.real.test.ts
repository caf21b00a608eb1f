import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment } from '#lib/platform/env.ts';
import { isAlive } from '#scripts/stack/processes.ts';
import { ROOT } from '#scripts/stack/root.ts';
import { descendantsOf } from '#scripts/testing/process-tree.ts';
import { serversAvailable } from './available.ts';

const canLook = existsSync('/proc/self');

describe.runIf(canLook && serversAvailable())('what a cluster started by hand leaves', { timeout: 120_000 }, () => {
  // Its own temporary folder: the files of killed processes are taken away by whoever comes next.
  let temporary: string;
  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'killed-'));
  });
  afterAll(() => rmSync(temporary, { recursive: true, force: true, maxRetries: 10 }));

  async function start() {
    const child = spawn(process.execPath, ['e2e/real/servers/run.ts'], {
      cwd: ROOT,
      env: childEnvironment({ TMPDIR: temporary }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    const servers = descendantsOf(child.pid ?? 0);
    expect(servers.length).toBeGreaterThanOrEqual(2);
    return { child, exited, running: () => servers.filter(isAlive) };
  }

  it('is nothing when it is stopped', async () => {
    const { child, exited, running } = await start();
    child.kill('SIGTERM');
    await exited;
    expect(running()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is no process when it is killed', async () => {
    const { child, exited, running } = await start();
    child.kill('SIGKILL');
    await exited;
    await expect.poll(running, { timeout: 25_000 }).toEqual([]);
  });
});
