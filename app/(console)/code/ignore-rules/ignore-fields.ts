import type { DriftObjectDetail, FindingView, IgnoreRuleBody } from '#lib/contract/drift/objects.ts';

const DAY_MS = 86_400_000;

/** How long a rule lasts where nobody says otherwise, in days: long enough to mend git, short enough to be looked at again. */
const USUAL_DAYS = 30;

/** A rule as the form holds it: all text, empty matches everything. */
export interface IgnoreFields {
  clusterId: string;
  group: string;
  kind: string;
  namespace: string;
  name: string;
  fieldPath: string;
  manager: string;
  reason: string;
  ownerId: string;
  /** `YYYY-MM-DD`; the rule works to the end of that day, UTC. */
  expiresOn: string;
}

/** A rule that nothing is known of yet. */
export function emptyFields(): IgnoreFields {
  return {
    ...{ clusterId: '', group: '', kind: '', namespace: '', name: '', fieldPath: '', manager: '', reason: '' },
    ownerId: '',
    expiresOn: '',
  };
}

type Named = Pick<DriftObjectDetail, 'owner' | 'group' | 'kind' | 'namespace' | 'name'>;

/** A rule for all that differs of one object. */
export function fieldsForObject({ owner, group, kind, namespace, name }: Named): IgnoreFields {
  const clusterId = owner.kind === 'cluster' ? String(owner.id) : '';
  return { ...emptyFields(), clusterId, group, kind, namespace, name };
}

/** A rule for one difference of one object, by whoever wrote it. */
export function fieldsForFinding(object: Named, { path, writer }: Pick<FindingView, 'path' | 'writer'>): IgnoreFields {
  return { ...fieldsForObject(object), fieldPath: path, manager: writer?.manager ?? '' };
}

/** The day a rule made now usually ends on, in UTC. */
export function usualEnd(nowMs: number): string {
  return dayAfter(nowMs, USUAL_DAYS);
}

/** The day `days` from now, in UTC. */
export function dayAfter(nowMs: number, days: number): string {
  return new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
}

/** What is sent: what was left empty matches everything. The group goes with the kind, for it means nothing alone. */
export function toIgnoreBody({ reason, ...fields }: IgnoreFields): Record<keyof IgnoreRuleBody, unknown> {
  const kind = orNull(fields.kind);
  return {
    clusterId: fields.clusterId === '' ? null : Number(fields.clusterId),
    group: kind === null ? null : fields.group,
    kind,
    namespace: orNull(fields.namespace),
    name: orNull(fields.name),
    fieldPath: orNull(fields.fieldPath),
    manager: orNull(fields.manager),
    reason,
    ownerId: Number(fields.ownerId),
    expiresAt: fields.expiresOn === '' ? undefined : `${fields.expiresOn}T23:59:59.999Z`,
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
