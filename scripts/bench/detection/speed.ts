import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const NIGHT_PROCESS = fileURLToPath(new URL('../endpoint-night.ts', import.meta.url));

/** Nights judged by each of two processes; the time of 1,000 is extrapolated from them. */
const NIGHTS = 12;

/** Nights until caches and the garbage collector have found their pace. */
const WARM_UP = 3;

const report = z.object({
  costs: z.array(z.object({ wallMs: z.number(), cpuMs: z.number(), rssBytes: z.number() })),
  peakBytes: z.number(),
});

export interface SpeedResult {
  /** Medians of one endpoint-night on an otherwise idle machine. */
  wallMs: number;
  cpuMs: number;
  /** Largest resident memory of the process. */
  peakBytes: number;
  /** 1,000 endpoint-nights by two processes at once, extrapolated: as it took, and as it would on two idle cores. */
  thousandMs: number;
  thousandCpuMs: number;
  sampledNights: number;
  /** Resident memory of one process after the warm-up and at the end. */
  rssBytes: [early: number, late: number];
}

/** Measures endpoint-nights: in one process alone, then in two at once. */
export async function measureSpeed(): Promise<SpeedResult> {
  const alone = await judgeNights(NIGHTS, 1);
  const both = await Promise.all([judgeNights(NIGHTS, 2), judgeNights(NIGHTS, 3)]);
  const nightMs = both.map(({ costs }) => mean(costs.map(({ wallMs }) => wallMs)));
  const cpuMs = mean(both.flatMap(({ costs }) => costs.map((cost) => cost.cpuMs)));
  return {
    wallMs: median(alone.costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(alone.costs.map(({ cpuMs }) => cpuMs)),
    peakBytes: alone.peakBytes,
    thousandMs: 1000 / nightMs.reduce((rate, ms) => rate + 1 / ms, 0),
    thousandCpuMs: (1000 * cpuMs) / both.length,
    sampledNights: both.length * NIGHTS,
    rssBytes: [alone.costs[WARM_UP]?.rssBytes ?? 0, alone.costs.at(-1)?.rssBytes ?? 0],
  };
}

async function judgeNights(nights: number, seed: number): Promise<z.infer<typeof report>> {
  const child = fork(NIGHT_PROCESS, [String(nights), String(seed)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const sent = await Promise.race([once(child, 'message'), ended.then(() => [])]);
  await ended;
  return report.parse(sent[0]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
