import { stableJson } from '#lib/platform/stable-json.ts';
import { MEASURE_LIMITS } from '../gate/measure-limits.ts';
import { MEASURES } from '../gate/measures.ts';
import type { GoldenTask } from '../task/format.ts';
import { taskHash } from '../task/hash.ts';
import { checkSuite } from '../task/parse.ts';
import type { SuiteChange, SuiteFile } from './types.ts';

/**
 * The tasks that a diff touches, in the order of their ids. A change of the suite changes the measure, so reviewers see it
 * apart from what the prompt did.
 */
export function suiteChanges(before: readonly SuiteFile[], after: readonly SuiteFile[]): SuiteChange[] {
  const [old, now] = [byId(before), byId(after)];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((id) => changeOf(id, old.get(id), now.get(id)) ?? []);
}

function byId(files: readonly SuiteFile[]): Map<string, GoldenTask> {
  return new Map(checkSuite(files).tasks.map((task) => [task.id, task]));
}

function changeOf(id: string, old: GoldenTask | undefined, now: GoldenTask | undefined): SuiteChange | null {
  if (now === undefined) return old === undefined ? null : { id, kind: 'removed', detail: '' };
  if (old === undefined) return { id, kind: 'added', detail: '' };
  if (stableJson(old) === stableJson(now)) return null;
  const detail = [...meaningChange(old, now), ...baselineChanges(old, now)].join('; ');
  return { id, kind: onlyBaselines(old, now) ? 'baseline' : 'edited', detail };
}

function onlyBaselines({ baselines: _old, ...old }: GoldenTask, { baselines: _now, ...now }: GoldenTask): boolean {
  return stableJson(old) === stableJson(now);
}

function meaningChange(old: GoldenTask, now: GoldenTask): string[] {
  const parts = (['input', 'expect', 'assertions', 'rubric'] as const).filter(
    (part) => stableJson(old[part] ?? null) !== stableJson(now[part] ?? null),
  );
  const [before, after] = [old.agents.join(', '), now.agents.join(', ')];
  const changes = [
    ...(taskHash(old) === taskHash(now) ? [] : [`${parts.join(', ')} changed`]),
    ...(before === after ? [] : [`agents that must do it: ${before} → ${after}`]),
  ];
  if (changes.length > 0 || onlyBaselines(old, now)) return changes;
  return ['wording of title, description, labels or tags; what decides is the same'];
}

function baselineChanges(old: GoldenTask, now: GoldenTask): string[] {
  const key = ({ agent, model }: GoldenTask['baselines'][number]) => `${agent} on ${model}`;
  const before = new Map(old.baselines.map((baseline) => [key(baseline), baseline]));
  const after = new Map(now.baselines.map((baseline) => [key(baseline), baseline]));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (stableJson(was ?? null) === stableJson(is ?? null)) return [];
    return `baseline of ${name}: ${[`${rate(was)} → ${rate(is)}`, ...worseMeasures(was, is)].join(', ')}`;
  });
}

type Recorded = GoldenTask['baselines'][number] | undefined;

/** Measures that a gate would have called worse, had they not been blessed. */
function worseMeasures(was: Recorded, is: Recorded): string[] {
  return MEASURES.flatMap((measure) => {
    const [before, now] = [was?.[measure] ?? null, is?.[measure] ?? null];
    const { name, beyond, format } = MEASURE_LIMITS[measure];
    return before !== null && now !== null && beyond(now, before) ? [`${name} ${format(before)} → ${format(now)}`] : [];
  });
}

function rate(baseline: Recorded): string {
  return baseline === undefined ? 'none' : `${baseline.passes} of ${baseline.runs}`;
}
