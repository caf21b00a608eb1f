import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** All of the cluster, or what changed of it: of its metadata. */
export type Turn = 'full' | 'steady';

/** What a process tells of its turn. */
export interface Measured {
  /** Milliseconds. */
  took: number;
  /** In words. */
  found: string;
  /** The most that the process had so far, and what it had of it before its first turn. */
  megabytes: number;
  idleMegabytes: number;
}

/** The same turn of reading alone and of comparing, one directly after the other. */
export interface Pair {
  raw: Measured;
  compared: Measured;
}

/**
 * Has reading alone and comparing, a process each, take turns, so that whatever else the machine does hits both alike.
 * Both start the same way: the first pair is their first work.
 *
 * @param compare what the comparing process is told: kubeconfig, repository, folder for clones
 */
export async function takeTurns(
  rounds: number,
  compare: readonly [string, string, string],
): Promise<Record<Turn, Pair[]>> {
  const raw = started('raw', compare[0]);
  const compared = started('compare', ...compare);
  try {
    const pairs: Record<Turn, Pair[]> = { full: [], steady: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const turn of ['full', 'steady'] as const) {
        pairs[turn].push({ raw: await ask(raw, turn), compared: await ask(compared, turn) });
      }
    }
    return pairs;
  } finally {
    raw.child.kill();
    compared.child.kill();
  }
}

interface Worker {
  child: ChildProcess;
  /** Rejects when it ends. */
  over: Promise<never>;
}

function started(...args: string[]): Worker {
  const child = fork('scripts/bench/cluster/measure.ts', args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const over = once(child, 'exit').then(() => Promise.reject(new Error('It ended without an answer.')));
  // It is listened to while an answer is awaited.
  over.catch(() => undefined);
  return { child, over };
}

async function ask({ child, over }: Worker, turn: Turn): Promise<Measured> {
  const answer = new Promise<Measured>((resolve) => child.once('message', (told: Measured) => resolve(told)));
  child.send(turn);
  return Promise.race([answer, over]);
}
