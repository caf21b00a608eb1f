import type { GoldenAttemptView, GoldenTaskAttempts } from '#lib/contract/golden/attempts.ts';
import { formatCount, formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import { SIDE_LABEL } from '#lib/policy/golden-labels.ts';

/** Answers that stand together on one side of a comparison, in the order made. */
export interface AttemptSide {
  name: string;
  attempts: readonly GoldenAttemptView[];
  /** The chosen one; null where there is none. */
  shown: GoldenAttemptView | null;
}

export interface Sides {
  old: AttemptSide;
  now: AttemptSide;
  /** The run that the old answers come from, where it is not this one. */
  oldRunId: number | null;
}

/**
 * Old answers against new ones: those of the old prompt where this run asked it, otherwise those of the newest earlier
 * run that passed. Shown at first are the two that tell the most: of the new answers one that failed, of the old ones
 * one that passed.
 */
export function sidesOf(
  { headAttempts, baseAttempts, before }: Pick<GoldenTaskAttempts, 'headAttempts' | 'baseAttempts' | 'before'>,
  chosen: { old: number | null; now: number | null },
): Sides {
  const earlier = baseAttempts.length === 0 && before !== null ? before : null;
  const old = earlier?.attempts ?? baseAttempts;
  return {
    old: {
      name: earlier === null ? SIDE_LABEL.base : `Run ${earlier.runId}, before`,
      attempts: old,
      shown: chosenOf(old, chosen.old, 'pass'),
    },
    now: { name: SIDE_LABEL.head, attempts: headAttempts, shown: chosenOf(headAttempts, chosen.now, 'fail') },
    oldRunId: earlier?.runId ?? null,
  };
}

function chosenOf(
  attempts: readonly GoldenAttemptView[],
  number: number | null,
  telling: GoldenAttemptView['outcome'],
): GoldenAttemptView | null {
  return (
    attempts.find((attempt) => attempt.number === number) ??
    attempts.find(({ outcome }) => outcome === telling) ??
    attempts.find(({ outcome }) => outcome !== 'unmeasured') ??
    attempts[0] ??
    null
  );
}

/** What an attempt took, by name; what the gateway did not say is left out. */
export function attemptFacts(attempt: GoldenAttemptView): [string, string][] {
  const { latencyMs, turns, calls, costUsd } = attempt;
  const tokens = tokensOf(attempt);
  const facts: [string, string | null][] = [
    ['Latency', latencyMs === null ? null : formatDurationMs(latencyMs)],
    ['Tokens', tokens === null ? null : formatCount(tokens)],
    ['Turns', turns > 1 ? formatCount(turns) : null],
    ['Calls', calls > 1 ? formatCount(calls) : null],
    ['Cost', costUsd === null ? null : formatUsd(costUsd)],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

function tokensOf({ promptTokens, completionTokens }: GoldenAttemptView): number | null {
  return promptTokens === null || completionTokens === null ? null : promptTokens + completionTokens;
}

/** One check with what it said of the old and of the new answer; null where it was not asked of that one. */
export interface ComparedCheck {
  position: number;
  label: string;
  old: GoldenAttemptView['checks'][number] | null;
  now: GoldenAttemptView['checks'][number] | null;
}

/** The checks of two answers by position, those that the new one fails first. */
export function comparedChecks(old: GoldenAttemptView | null, now: GoldenAttemptView | null): ComparedCheck[] {
  const positions = new Set([...(now?.checks ?? []), ...(old?.checks ?? [])].map(({ position }) => position));
  const at = (attempt: GoldenAttemptView | null, position: number) =>
    attempt?.checks.find((check) => check.position === position) ?? null;
  return [...positions]
    .map((position) => ({ position, old: at(old, position), now: at(now, position) }))
    .map((pair) => ({ ...pair, label: (pair.now ?? pair.old)?.label ?? '' }))
    .toSorted((first, second) => rank(first) - rank(second) || first.position - second.position);
}

function rank({ now }: Pick<ComparedCheck, 'now'>): number {
  return now?.passed === false ? 0 : 1;
}
