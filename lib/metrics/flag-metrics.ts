import type { Registry } from 'prom-client';
import { verdict } from '#lib/contract/common.ts';
import type { FlagFacts } from './flag-facts.ts';
import { makers } from './makers.ts';

/** Adds where flags stand. */
export function addFlags(registry: Registry, sources: readonly FlagFacts[]): void {
  const { gauge } = makers(registry);
  const state = gauge(
    'flags_verdict',
    '1 for what is known of the flags beside git, 0 for the others.',
    'source',
    'verdict',
  );
  const compared = gauge('flags_compared', 'Flags that the last comparison of a flagd with git compared.', 'source');
  const drifted = gauge('flags_drifted', 'Flags that differ from git now.', 'source');
  const notCompared = gauge('flags_not_compared', 'What the last comparison of the flags left out.', 'source');
  const age = gauge(
    'flags_compared_age_seconds',
    'Seconds since the flags were last compared with git; since they were added where they never were.',
    'source',
  );
  for (const { source, ...facts } of sources) {
    if (facts.verdict !== null) {
      for (const each of verdict.options) state.set({ source, verdict: each }, each === facts.verdict ? 1 : 0);
    }
    compared.set({ source }, facts.compared);
    drifted.set({ source }, facts.drifted);
    notCompared.set({ source }, facts.notCompared);
    age.set({ source }, facts.comparedAgeSeconds);
  }
}
