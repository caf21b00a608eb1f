import type { DefaultRule, DefaultTable } from '#lib/kubernetes/defaults/table.ts';
import type { Json } from '#lib/kubernetes/types.ts';
import { memberOf } from '#lib/kubernetes/values/json.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { Instance } from './observe.ts';

/** What the server filled in, or null where it left the field out. */
interface Outcome {
  instance: Instance;
  value: Json;
}

type Condition = Pick<DefaultRule, 'when' | 'in'>;

/** Names that Kubernetes gives to choices, such as `RollingUpdate`. */
const CHOICE = /^[A-Z][A-Za-z0-9]*$/;

/** The simplest rules that explain what the server filled in, by type and field. */
export function inferRules(instances: readonly Instance[]): DefaultTable['types'] {
  const byType = Map.groupBy(instances, ({ type }) => type);
  const types = [...byType].flatMap(([type, ofType]) => {
    const fields = [...new Set(ofType.flatMap(({ filled }) => [...filled.keys()]))].sort();
    return fields.length === 0
      ? []
      : [[type, Object.fromEntries(fields.map((field) => [field, rulesOf(field, ofType)]))]];
  });
  return Object.fromEntries(types.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}

function rulesOf(field: string, instances: readonly Instance[]): DefaultRule[] {
  const outcomes = instances
    .filter(({ given }) => !given.has(field))
    .map((instance) => ({ instance, value: instance.filled.get(field) ?? null }));
  if (isAllocated(outcomes)) return [{ isAllocated: true }];
  const filled = outcomes.filter(({ value }) => value !== null);
  const byValue = [...Map.groupBy(filled, ({ value }) => stableJson(value)).values()];
  const copied = byValue.length > 1 ? copiedField(filled) : undefined;
  if (copied !== undefined) return [{ copies: copied }];
  return byValue.flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const others = outcomes.filter((outcome) => !same.includes(outcome));
    return [{ is: first.value, ...(others.length > 0 && conditionOf(field, same, others)) }];
  });
}

/** Two objects made from the same sample got different values. */
function isAllocated(outcomes: readonly Outcome[]): boolean {
  const byPlace = Map.groupBy(outcomes, ({ instance }) => instance.place);
  return [...byPlace.values()].some((twins) => new Set(twins.map(({ value }) => stableJson(value))).size > 1);
}

function copiedField(filled: readonly Outcome[]): string | undefined {
  const names = Object.keys(filled[0]?.instance.live ?? {});
  return names.find((name) =>
    filled.every(({ instance, value }) => {
      const isOther = !instance.filled.has(name);
      return isOther && stableJson(instance.live[name] ?? null) === stableJson(value);
    }),
  );
}

/** What tells the objects with a value from all others: the kind, a field that was given, or a choice that the server made. */
function conditionOf(field: string, same: readonly Outcome[], others: readonly Outcome[]): Condition {
  const all = [...same, ...others].flatMap(({ instance }) => Object.keys(instance.live));
  const names = [...new Set(all)].filter((name) => name !== field).sort();
  const tells = <T>(read: (outcome: Outcome) => T): T[] | null => {
    const values = [...new Set(same.map(read))].sort();
    return others.some((other) => values.includes(read(other))) ? null : values;
  };
  const kinds = tells(({ instance }) => instance.kind);
  if (kinds !== null) return { in: kinds };
  const byPreference = names.toSorted((one, other) => Number(other === 'type') - Number(one === 'type'));
  const given = byPreference.filter((name) => same.every(({ instance }) => instance.given.has(name)));
  for (const name of [...given, ...byPreference]) {
    const values = tells((outcome) => choiceOf(outcome, name));
    const isGiven = given.includes(name);
    if (values !== null && (isGiven || !values.some((value) => value === '*' || value === null))) {
      return { when: { [name]: values } };
    }
  }
  return {};
}

/** The value of a sibling that stands for a choice; `*` for any other that is there, null for none. */
function choiceOf({ instance }: Outcome, name: string): string | boolean | null {
  const value = memberOf(instance.live, name) ?? null;
  if (value === null || typeof value === 'boolean') return value;
  return typeof value === 'string' && CHOICE.test(value) ? value : '*';
}
