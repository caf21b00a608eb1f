import type { SchemaNode } from '../schema/node.ts';
import type { Json, JsonObject } from '../types.ts';
import { isSameAsAbsent } from '../values/absence.ts';
import { isJsonObject, memberOf } from '../values/json.ts';
import { isSameValue } from '../values/spelling.ts';
import { COMPUTED_DEFAULTS } from './computed.ts';
import type { DefaultRule, DefaultTable } from './table.ts';

/** Stands in conditions for any value at all. */
const ANY_PRESENT = '*';

/** Where a value stands: what its default may depend on. */
export interface DefaultPlace {
  node: SchemaNode;
  /** Type of the object that the field belongs to; null for items of lists. */
  parentType: string | null;
  field: string;
  /** The live object that the field belongs to. */
  siblings: JsonObject;
  /** The live object around that one; empty at the outermost. */
  around: JsonObject;
  /** The whole live object. */
  root: JsonObject;
  /** Somebody is on record as its owner. */
  isOwned: boolean;
}

/**
 * Whether a live value is what the API server fills in by itself where git leaves the field out: after the server's
 * own schema, the generated table, or a rule that computes the value.
 */
export function isDefault(value: Json, place: DefaultPlace, table: DefaultTable): boolean {
  const { node, parentType, field } = place;
  if (isSameAsAbsent(value, node)) return true;
  if (node.defaultValue !== undefined && isSameValue(value, node.defaultValue, node)) return true;
  if (parentType === null) return false;
  const rules = memberRules(table, parentType, field).filter((rule) => applies(rule, place));
  if (rules.some((rule) => yields(rule, value, place))) return true;
  const compute = COMPUTED_DEFAULTS[`${parentType}.${field}`] ?? COMPUTED_DEFAULTS[`${parentType}.*`];
  if (compute?.(value, place) === true) return true;
  const mayBeWritten = isJsonObject(node.defaultValue) || rules.some(({ is }) => isJsonObject(is));
  return mayBeWritten && hasOnlyDefaults(value, place, table);
}

function memberRules(table: DefaultTable, type: string, field: string): readonly DefaultRule[] {
  const fields = Object.hasOwn(table.types, type) ? table.types[type] : undefined;
  return (fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined) ?? [];
}

function applies({ when = {}, in: kinds }: DefaultRule, { siblings, root }: DefaultPlace): boolean {
  if (kinds !== undefined && !kinds.some((kind) => kind === root.kind)) return false;
  return Object.entries(when).every(([name, values]) => {
    const sibling = memberOf(siblings, name) ?? null;
    return values.some((value) => value === sibling || (value === ANY_PRESENT && sibling !== null));
  });
}

function yields(rule: DefaultRule, value: Json, { siblings, node, isOwned }: DefaultPlace): boolean {
  if (rule.isAllocated === true) return !isOwned;
  const wanted = rule.copies === undefined ? rule.is : memberOf(siblings, rule.copies);
  return wanted !== undefined && isSameValue(value, wanted, node);
}

function hasOnlyDefaults(value: Json, { node, ...place }: DefaultPlace, table: DefaultTable): boolean {
  if (!isJsonObject(value) || (node.kind !== 'struct' && node.kind !== 'map')) return false;
  const parentType = node.typeName ?? `${place.parentType}.${place.field}`;
  const around = place.siblings;
  return Object.entries(value).every(([field, member]) => {
    const inner = node.kind === 'struct' ? node.field(field) : node.values();
    return isDefault(member, { ...place, node: inner, parentType, field, siblings: value, around }, table);
  });
}
