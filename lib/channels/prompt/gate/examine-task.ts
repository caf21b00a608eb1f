import { GATE_MAX_UNMEASURED } from '#lib/policy/thresholds.ts';
import type { Attempt, AttemptRef, GatedTask, TaskOutcome } from '../types.ts';
import type { Finding, TaskFacts } from './finding.ts';
import { judgeMeasure } from './judge-measure.ts';
import { MEASURES } from './measures.ts';
import { judgePassRate } from './pass-rate.ts';
import { sideFacts } from './side.ts';
import type { GateState, TaskDecision } from './types.ts';

type Examined = { kind: 'attempt'; refs: AttemptRef[] } | { kind: 'decided'; decision: TaskDecision };
type Open = Extract<Finding, { kind: 'more' }>;
type Settled = Extract<Finding, { kind: 'settled' }>;

/** The worst first: what several findings about one task come to. */
const BY_WEIGHT = ['regressed', 'base-also-fails', 'flaky', 'pass'] as const satisfies readonly TaskOutcome[];

/** What one task needs next, or what came of it. A task without a baseline is not attempted: nothing could be said of it. */
export function examineTask(task: GatedTask, { attempts, repeat, hasBase }: Omit<GateState, 'tasks'>): Examined {
  const { id: taskId, baseline } = task;
  if (baseline === null) {
    const reason = 'Not attempted: there is no baseline of this agent, model and version of the task.';
    return { kind: 'decided', decision: { taskId, outcome: 'unmeasured', reasons: [reason] } };
  }
  const head = sideFacts(attempts, taskId, 'head');
  const base = hasBase ? sideFacts(attempts, taskId, 'base') : null;
  const findings = lookAt({ baseline, head, base, repeat });
  const closed = findings.filter((finding) => finding.kind === 'settled');
  const open = findings.filter((finding) => finding.kind === 'more');
  if (open.length === 0 || closed.some(({ outcome }) => outcome === 'regressed')) return decided(taskId, closed);

  const onHead = open.filter(({ side }) => side === 'head');
  const [first, ...others] = onHead.length > 0 ? onHead : open;
  if (first === undefined) return decided(taskId, closed);
  const facts = first.side === 'base' && base !== null ? base : head;
  if (facts.unmeasured >= GATE_MAX_UNMEASURED) return givenUp(taskId, first, attempts);
  const wanted = Math.max(first.measured, ...others.map(({ measured }) => measured));
  const numbers = freeNumbers(facts.numbers, wanted - facts.measured.length);
  return { kind: 'attempt', refs: numbers.map((number) => ({ taskId, side: first.side, number })) };
}

/** The smallest numbers not taken; a process that was killed leaves gaps. */
function freeNumbers(taken: ReadonlySet<number>, count: number): number[] {
  const candidates = Array.from({ length: taken.size + count }, (_, number) => number);
  return candidates.filter((number) => !taken.has(number)).slice(0, count);
}

function lookAt(facts: TaskFacts): Finding[] {
  return [judgePassRate(facts), ...MEASURES.map((measure) => judgeMeasure(measure, facts))];
}

function decided(taskId: string, findings: readonly Settled[]): Examined {
  const outcome = BY_WEIGHT.find((weight) => findings.some((finding) => finding.outcome === weight)) ?? 'pass';
  const telling = findings.filter(({ reason }) => reason !== null);
  const sorted = telling.sort((a, b) => BY_WEIGHT.indexOf(a.outcome) - BY_WEIGHT.indexOf(b.outcome));
  return {
    kind: 'decided',
    decision: { taskId, outcome, reasons: sorted.flatMap(({ reason }) => reason ?? []) },
  };
}

function givenUp(taskId: string, { side, because }: Open, attempts: readonly Attempt[]): Examined {
  const last = attempts.findLast(
    (attempt) => attempt.taskId === taskId && attempt.side === side && attempt.outcome === 'unmeasured',
  );
  const where = side === 'head' ? '' : ' on the prompt before';
  // What went wrong first: where space is short, the rest is cut off.
  const reason = `Could not be measured${where}: ${last?.reason ?? 'no reason given.'} (What was open: ${because}.)`;
  return { kind: 'decided', decision: { taskId, outcome: 'unmeasured', reasons: [reason] } };
}
