import type { FieldIssue } from '#lib/platform/errors.ts';
import type { GateReport, ReportedTask } from '../report/format.ts';

/** Largest number that the database's small integers hold. */
const MAX_SMALL = 32_767;

/** What a posted report says that cannot be; empty for one that a gate wrote. */
export function reportFlaws({ verdict, repeat, tasks, startedAt, finishedAt }: GateReport): FieldIssue[] {
  const ids = new Set<string>();
  const issues = tasks.flatMap((task, index) => {
    const repeated = ids.has(task.id);
    ids.add(task.id);
    const path = `report.tasks.${index}`;
    return [...(repeated ? [{ path, message: `${task.id} is in it twice` }] : []), ...taskFlaws(task, path)];
  });
  if (verdict === 'pass' && tasks.some(({ outcome }) => outcome === 'regressed')) {
    issues.push({ path: 'report.verdict', message: 'is pass although a task regressed' });
  }
  if (repeat < 1 || repeat > MAX_SMALL) issues.push({ path: 'report.repeat', message: 'is impossible' });
  if (Date.parse(startedAt) > Date.parse(finishedAt)) {
    issues.push({ path: 'report.finishedAt', message: 'is before startedAt' });
  }
  return issues;
}

function taskFlaws({ id, attempts, head, base }: ReportedTask, path: string): FieldIssue[] {
  const keys = attempts.map(({ side, number }) => `${side} ${number}`);
  const flaws: [boolean, string][] = [
    [attempts.some(({ taskId }) => taskId !== id), 'holds an attempt of another task'],
    [new Set(keys).size < keys.length, 'holds an attempt twice'],
    [
      attempts.some(({ outcome, reason }) => outcome !== 'pass' && reason === ''),
      'holds a failed attempt without a reason',
    ],
    [attempts.some(({ number }) => number > MAX_SMALL), 'holds an attempt of an impossible number'],
    [head.runs > MAX_SMALL || (base?.runs ?? 0) > MAX_SMALL, 'ran impossibly often'],
    [head.passes > head.runs || (base !== null && base.passes > base.runs), 'passed more often than it ran'],
  ];
  return flaws.filter(([isFlawed]) => isFlawed).map(([, message]) => ({ path, message }));
}
