import type { Finding } from '#lib/kubernetes/compare/types.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import { matchesName } from '#lib/policy/name-pattern.ts';
import type { StoredFinding } from '../types.ts';

/** What a person said is no drift. What is null matches everything; in all but the group and the field `*` stands for any part. */
export interface IgnoreFacts {
  id: number;
  group: string | null;
  kind: string | null;
  namespace: string | null;
  name: string | null;
  fieldPath: string | null;
  manager: string | null;
}

/** The findings with the first rule that hides each; `rules` are those that work now. */
export function hideFindings(
  ref: ObjectRef,
  findings: readonly Finding[],
  rules: readonly IgnoreFacts[],
): StoredFinding[] {
  const ofObject = rules.filter((rule) => coversObject(rule, ref));
  return findings.map((finding) => ({
    ...finding,
    ignoredBy: ofObject.find((rule) => coversFinding(rule, finding))?.id ?? null,
  }));
}

/** Whether a rule hides all of an object, whatever differs of it. */
export function isHidden(ref: ObjectRef, rules: readonly IgnoreFacts[]): boolean {
  return rules.some((rule) => rule.fieldPath === null && rule.manager === null && coversObject(rule, ref));
}

function coversObject({ group, kind, namespace, name }: IgnoreFacts, ref: ObjectRef): boolean {
  return (
    (group === null || group === ref.group) &&
    (kind === null || matchesName(kind, ref.kind)) &&
    (namespace === null || (hasNamespace(ref) && matchesName(namespace, ref.namespace ?? ''))) &&
    (name === null || matchesName(name, ref.name))
  );
}

/** Rows of the database write `''` for none. */
function hasNamespace({ namespace }: ObjectRef): boolean {
  return namespace !== null && namespace !== '';
}

function coversFinding({ fieldPath, manager }: IgnoreFacts, finding: Finding): boolean {
  return (
    (fieldPath === null || isWithin(finding.path, fieldPath)) &&
    (manager === null || (finding.writer !== null && matchesName(manager, finding.writer.manager)))
  );
}

/** Whether a path is that field or lies below it. A star is no wildcard here: paths of RBAC hold stars of their own. */
function isWithin(path: string, field: string): boolean {
  if (!path.startsWith(field)) return false;
  return path.length === field.length || path[field.length] === '.' || path[field.length] === '[';
}
