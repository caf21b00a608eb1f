import { GATE_BLAME, GATE_PASS_RATE } from '#lib/policy/thresholds.ts';
import { curtail } from './curtail.ts';
import { type Finding, settled, type TaskFacts } from './finding.ts';
import { fewerPasses, type PassCount } from './fisher.ts';
import type { SideFacts } from './side.ts';
import { commonReason, ofRuns } from './words.ts';

/**
 * Whether the task passes less often than its baseline, and whether the new prompt is to blame.
 *
 * A task that fails none of its first attempts is cleared. Any other is attempted further until Fisher's test against
 * the recorded baseline is decided, and if that speaks against it, on the prompt before until the test between both
 * prompts is decided. The sizes and levels are worked out in docs/decisions/gate-statistics.md.
 */
export function judgePassRate({ baseline, head, base, repeat }: TaskFacts): Finding {
  const seen = countOf(head);
  if (seen.runs < repeat) return { kind: 'more', side: 'head', measured: repeat, because: 'its first attempts' };
  if (seen.passes === seen.runs) return settled('pass');

  const { attempts, alpha } = GATE_PASS_RATE[base === null ? 'alone' : 'withBase'];
  const size = Math.max(attempts, seen.runs);
  const suspicion = curtail(seen, size, (passes) => fewerPasses({ passes, runs: size }, baseline) <= alpha);
  const told = `passes ${ofRuns(seen)} attempts; its baseline passed ${ofRuns(baseline)}`;
  if (suspicion.kind === 'open') return { kind: 'more', side: 'head', measured: suspicion.runs, because: told };
  if (suspicion.kind === 'fails') return notWorse(baseline, head, told);
  if (base === null) return settled('regressed', sentence(`${told}.${commonReason(head.measured, 'fail')}`));
  return blame(baseline, head, base, told);
}

/** Too many failures for chance against the baseline: is the new prompt to blame? */
function blame(baseline: PassCount, head: SideFacts, base: SideFacts, told: string): Finding {
  const [suspect, before] = [countOf(head), countOf(base)];
  const size = Math.max(GATE_BLAME.attempts, before.runs);
  const guilt = curtail(before, size, (passes) => fewerPasses(suspect, { passes, runs: size }) <= GATE_BLAME.alpha);
  if (guilt.kind === 'open') return { kind: 'more', side: 'base', measured: guilt.runs, because: told };
  if (before.runs === 0)
    return settled('flaky', sentence(`${told}: no certain difference.${commonReason(head.measured, 'fail')}`));
  const both = `${told}, and the prompt before passed ${ofRuns(before)} now`;
  if (guilt.kind === 'holds') return settled('regressed', sentence(`${both}.${commonReason(head.measured, 'fail')}`));
  const nearerToHead = share(before) < (share(baseline) + share(suspect)) / 2;
  return nearerToHead
    ? settled('base-also-fails', sentence(`${both}: not this prompt's doing.${commonReason(base.measured, 'fail')}`))
    : settled('flaky', sentence(`${both}: no certain difference.${commonReason(head.measured, 'fail')}`));
}

/** Failures that the baseline makes likely: an unsteady task, or one that failed then as it does now. */
function notWorse(baseline: PassCount, head: SideFacts, told: string): Finding {
  const outcome = share(baseline) < 0.5 ? 'base-also-fails' : 'flaky';
  return settled(outcome, sentence(`${told}: no certain difference.${commonReason(head.measured, 'fail')}`));
}

const countOf = ({ passing, measured }: SideFacts): PassCount => ({ passes: passing.length, runs: measured.length });
const share = ({ passes, runs }: PassCount): number => (runs === 0 ? 0 : passes / runs);
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
