import type { FlagSource } from '#generated/prisma/client.ts';
import { refKey } from '#lib/flagd/definition.ts';
import { fetchDefinitions } from '#lib/flagd/definitions/fetch.ts';
import { contextsOf } from '#lib/flagd/evaluations/contexts.ts';
import { fetchEvaluations } from '#lib/flagd/evaluations/fetch.ts';
import type { GitFlags, LiveFlags } from '#lib/flagd/types.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { compareFlags } from '../flags/compare.ts';
import { compareEvaluations } from '../flags/compare-evaluations.ts';
import type { FlagsComparison } from '../flags/types.ts';

/** A comparison, and which flags it is known to have left out. */
export interface ComparedSides {
  comparison: FlagsComparison;
  /** Keys (`refKey`) of all flags that either side is known to have. */
  known: ReadonlySet<string>;
  /** Whether flagd could be read. */
  isLiveKnown: boolean;
  /** What flagd answered, compared with other flags of git. */
  compareWith: (other: GitFlags) => FlagsComparison;
}

type Connection = Pick<FlagSource, 'mode' | 'url' | 'ca' | 'allowedAddresses'>;

/** Reads flagd and compares git's flags with it, the way the source says. @throws the signal's reason when it aborts. */
export async function compareSides(source: Connection, git: GitFlags, signal: AbortSignal): Promise<ComparedSides> {
  const gitKeys = [...git.flags.map(({ ref }) => ref), ...git.unclear].map(refKey);
  if (source.mode === 'definitions') {
    const live = await readDefinitions(source, git, signal);
    const liveKeys = 'flags' in live ? live.flags.map(({ ref }) => refKey(ref)) : [];
    return {
      comparison: compareFlags(git, live),
      compareWith: (other) => compareFlags(other, live),
      known: new Set([...gitKeys, ...liveKeys]),
      isLiveKnown: 'flags' in live,
    };
  }
  const live = await fetchEvaluations(source, contextsOf(git.flags), optionsOf(source, git, signal));
  const outcomes = 'contexts' in live ? live.contexts.flatMap((each) => each.outcomes) : [];
  return {
    comparison: compareEvaluations(git, live),
    compareWith: (other) => compareEvaluations(other, live),
    known: new Set([...gitKeys, ...outcomes.map(({ ref }) => refKey(ref))]),
    isLiveKnown: 'contexts' in live,
  };
}

/** The definitions that a flagd serves. @throws the signal's reason when it aborts. */
export function readDefinitions(source: Connection, git: GitFlags, signal: AbortSignal): Promise<LiveFlags> {
  return fetchDefinitions(source, optionsOf(source, git, signal));
}

function optionsOf({ allowedAddresses }: Connection, git: GitFlags, signal: AbortSignal) {
  return { outbound: createOutboundGuard(allowedAddresses), signal, known: git.flags.map(({ ref }) => ref) };
}
