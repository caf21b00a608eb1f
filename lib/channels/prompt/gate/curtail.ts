import type { PassCount } from './fisher.ts';

/** Whether a test over a fixed number of attempts is decided, whatever the attempts still to make bring. */
export type Curtailed = { kind: 'holds' } | { kind: 'fails' } | { kind: 'open'; runs: number };

/**
 * Stops a test over `size` attempts as soon as its result can not change any more. That saves attempts and changes
 * neither error rate: it gives the very answer that all of them would have given (curtailment; Alling 1963).
 * `open` says after how many attempts a decision is possible at the earliest, so that those can be made at once.
 *
 * @param holds whether the test holds for so many passes of `size` attempts; it must not change back as passes grow
 */
export function curtail(seen: PassCount, size: number, holds: (passes: number) => boolean): Curtailed {
  const decided = ({ passes, runs }: PassCount): 'holds' | 'fails' | null => {
    const [ifRestFails, ifRestPasses] = [holds(passes), holds(passes + size - runs)];
    if (ifRestFails !== ifRestPasses) return null;
    return ifRestFails ? 'holds' : 'fails';
  };
  const now = decided(seen);
  if (now !== null) return { kind: now };
  for (let more = 1; seen.runs + more < size; more++) {
    const runs = seen.runs + more;
    if (decided({ passes: seen.passes, runs }) !== null || decided({ passes: seen.passes + more, runs }) !== null) {
      return { kind: 'open', runs };
    }
  }
  return { kind: 'open', runs: size };
}
