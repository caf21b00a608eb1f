import type { Json, JsonObject } from '../types.ts';

/** One step into an object: a field, an item by its keys or its position, or a value of a set. */
export type Step = { field: string } | { keys: JsonObject; copy: number } | { index: number } | { value: Json };

/** A place in an object, from the leaf upwards: most places are walked past and never written out. */
export interface Path {
  parent: Path | null;
  step: Step;
}

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A path for people, e.g. `spec.containers[name="app"].args[0]`; '' for the whole object. */
export function pathText(path: Path | null): string {
  let text = '';
  for (let at = path; at !== null; at = at.parent) text = stepText(at.step, at.parent === null) + text;
  return text;
}

function stepText(step: Step, isFirst: boolean): string {
  if ('index' in step) return `[${step.index}]`;
  if ('value' in step) return `[=${JSON.stringify(step.value)}]`;
  if ('keys' in step) {
    const keys = Object.entries(step.keys).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return `[${[...keys, ...(step.copy > 0 ? [`#${step.copy + 1}`] : [])].join(',')}]`;
  }
  if (!PLAIN_NAME.test(step.field)) return `[${JSON.stringify(step.field)}]`;
  return isFirst ? step.field : `.${step.field}`;
}
