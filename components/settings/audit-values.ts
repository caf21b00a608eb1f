import { formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import {
  CALL_PLAN_LABEL,
  ENDPOINT_STATUS_LABEL,
  FORGE_LABEL,
  GATEWAY_KIND_LABEL,
  INCIDENT_STATUS_LABEL,
  RESOLUTION_LABEL,
  ROLE_LABEL,
} from '#lib/policy/labels.ts';

/** People by id, for telling who an id means. */
export type Names = ReadonlyMap<number, string>;

const LABELS: Record<string, Record<string, { label: string } | string>> = {
  forge: FORGE_LABEL,
  kind: GATEWAY_KIND_LABEL,
  plan: CALL_PLAN_LABEL,
  resolution: RESOLUTION_LABEL,
  role: ROLE_LABEL,
  status: { ...ENDPOINT_STATUS_LABEL, ...INCIDENT_STATUS_LABEL },
};

/**
 * A field's value before or after a change, as the audit log tells it: a person by name, anything else that has an id
 * as `#7`, a choice by its label, a quantity with its unit, nothing as `none`.
 */
export function auditValue(field: string, value: unknown, people: Names): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberText(field, value, people);
  if (typeof value !== 'string') return JSON.stringify(value);
  const choice = LABELS[field]?.[value] ?? value;
  return typeof choice === 'string' ? choice : choice.label;
}

function numberText(field: string, value: number, people: Names): string {
  if (field === 'assigneeId') return people.get(value) ?? `#${value}`;
  if (field.endsWith('Id')) return `#${value}`;
  if (field.endsWith('Ms')) return formatDurationMs(value);
  return /Usd(PerMillion)?$/.test(field) ? formatUsd(value) : String(value);
}
