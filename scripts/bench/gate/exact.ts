import { curtail } from '#lib/channels/prompt/gate/curtail.ts';
import { fewerPasses } from '#lib/channels/prompt/gate/fisher.ts';

/** The numbers that make up the judging of pass rates. */
export interface Design {
  repeat: number;
  baselineRuns: number;
  suspicion: { attempts: number; alpha: number };
  /** Null where there is no prompt before the change. */
  blame: { attempts: number; alpha: number } | null;
}

/** Pass rates of one task. */
interface Rates {
  /** When its baseline was measured. */
  before: number;
  head: number;
  base: number;
}

interface Expected {
  /** Probability that it counts as regressed. */
  regressed: number;
  /** Mean attempts of a gate at it. */
  attempts: number;
}

/** What the judging of one task's pass rate comes to, by summing over every course that its attempts can take. */
export function exactTask(design: Design, { before, head, base }: Rates): Expected {
  const total = { regressed: 0, attempts: 0 };
  for (let passes = 0; passes <= design.baselineRuns; passes++) {
    const weight = binomial(design.baselineRuns, passes, before);
    if (weight < 1e-15) continue;
    const against = againstBaseline(design, { passes, runs: design.baselineRuns }, head, base);
    total.regressed += weight * against.regressed;
    total.attempts += weight * against.attempts;
  }
  return total;
}

function againstBaseline(design: Design, baseline: Count, head: number, base: number): Expected {
  const { repeat, suspicion, blame } = design;
  const size = Math.max(repeat, suspicion.attempts);
  const onBase = (suspect: Count) =>
    blame === null
      ? { regressed: 1, attempts: 0 }
      : course(
          base,
          blame.attempts,
          (passes) => fewerPasses(suspect, { passes, runs: blame.attempts }) <= blame.alpha,
          {
            whenHolds: () => ({ regressed: 1, attempts: 0 }),
          },
        );
  const total = { regressed: 0, attempts: repeat };
  for (let passes = 0; passes < repeat; passes++) {
    const weight = binomial(repeat, passes, head);
    if (weight === 0) continue;
    const rest = course(
      head,
      size,
      (count) => fewerPasses({ passes: count, runs: size }, baseline) <= suspicion.alpha,
      { whenHolds: onBase },
      { passes, runs: repeat },
    );
    total.regressed += weight * rest.regressed;
    total.attempts += weight * rest.attempts;
  }
  return total;
}

interface Count {
  passes: number;
  runs: number;
}

/** Attempts of one side until its test is decided, and what follows where it holds. */
function course(
  rate: number,
  size: number,
  holds: (passes: number) => boolean,
  { whenHolds }: { whenHolds: (seen: Count) => Expected },
  from: Count = { passes: 0, runs: 0 },
): Expected {
  const known = new Map<number, Expected>();
  const at = (seen: Count): Expected => {
    const key = seen.passes * 1_000 + seen.runs;
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = step(seen);
    known.set(key, result);
    return result;
  };
  const step = ({ passes, runs }: Count): Expected => {
    const { kind } = curtail({ passes, runs }, size, holds);
    if (kind === 'fails') return { regressed: 0, attempts: 0 };
    if (kind === 'holds') return whenHolds({ passes, runs });
    const [pass, fail] = [at({ passes: passes + 1, runs: runs + 1 }), at({ passes, runs: runs + 1 })];
    return {
      regressed: rate * pass.regressed + (1 - rate) * fail.regressed,
      attempts: 1 + rate * pass.attempts + (1 - rate) * fail.attempts,
    };
  };
  return at(from);
}

function binomial(trials: number, successes: number, rate: number): number {
  let ways = 1;
  for (let k = 1; k <= successes; k++) ways *= (trials - successes + k) / k;
  return ways * rate ** successes * (1 - rate) ** (trials - successes);
}
