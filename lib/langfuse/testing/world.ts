import { DEMO_PUBLIC_KEY, DEMO_SECRET_KEY, type DemoLangfuse } from '#demo/langfuse/server.ts';
import type { LangfuseWorld } from '../get.ts';
import type { LangfuseConnection, ScoreQuery } from '../types.ts';

/** The end of the made-up project's week. */
export const WEEK_END = new Date('2026-05-10T12:00:00.000Z');

/** Scores of that week, up to its end. */
export const WEEK: ScoreQuery = {
  evaluator: 'Review-E',
  scoreAtMost: 0.6,
  from: new Date(WEEK_END.getTime() - 7 * 24 * 3_600_000),
  to: WEEK_END,
};

/** A world whose clock moves only while somebody waits, and which never waits long. */
export function quickWorld(): LangfuseWorld & { waited: number[] } {
  const waited: number[] = [];
  let nowMs = WEEK_END.getTime();
  return {
    waited,
    now: () => new Date(nowMs),
    random: () => 0,
    wait: async (delayMs) => {
      waited.push(delayMs);
      nowMs += delayMs;
    },
  };
}

/** How to reach the stand-in. */
export function connectionTo({ url }: DemoLangfuse): LangfuseConnection {
  return { baseUrl: url, publicKey: DEMO_PUBLIC_KEY, secretKey: DEMO_SECRET_KEY };
}

/** Nobody stops anything. */
export const going: AbortSignal = new AbortController().signal;
