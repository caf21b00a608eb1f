import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, portState } from './ports.ts';

/**
 * A port of the demo: that of the last start where it is free, so that a test of yesterday's address still works.
 *
 * @param name What listens there.
 */
export async function demoPort(dataFolder: string, name: string): Promise<number> {
  const file = join(dataFolder, `demo-port${name === 'gateway' ? '' : `-${name}`}`);
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (isUsable(last) && (await portState('127.0.0.1', last)) === 'free') return last;
  const port = await freePort();
  writeFileSync(file, `${port}\n`);
  return port;
}

function isUsable(port: number): boolean {
  return Number.isInteger(port) && port > 1023 && port < 65_536;
}
