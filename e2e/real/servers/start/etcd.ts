import { join } from 'node:path';
import { freePort } from '#scripts/stack/ports.ts';
import type { Program } from '#scripts/stack/program.ts';
import { answersAt } from '#scripts/stack/programs.ts';
import { startServer } from './program.ts';

export interface Etcd {
  url: string;
  program: Program;
  /** Forgets all revisions before the current one, so that lists and watches of before get 410 Gone. */
  compact: () => Promise<void>;
}

/** A single etcd that never waits for the disk. */
export async function startEtcd(folder: string): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const program = await startServer({
    program: 'etcd',
    folder,
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      '--listen-peer-urls=http://127.0.0.1:0',
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    isReady: () => answersAt(`${url}/readyz`),
  });
  return { url, program, compact: () => compact(url) };
}

async function compact(url: string): Promise<void> {
  const range: { header: { revision: string } } = await call(`${url}/v3/kv/range`, { key: btoa('/') });
  await call(`${url}/v3/kv/compaction`, { revision: range.header.revision, physical: true });
}

async function call<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`etcd answered ${response.status}: ${await response.text()}`);
  return await response.json();
}
