import type { IgnoreFacts } from '../judge/ignore.ts';

/** What a rule is about, for the audit log, e.g. `spec.replicas of Deployment shop/web in prod-eu, written by kubectl-edit`. */
export function scopeWords(
  { group, kind, namespace, name, fieldPath, manager }: Omit<IgnoreFacts, 'id'>,
  cluster: string | null,
): string {
  const field = fieldPath === null ? '' : `${fieldPath} of `;
  const type = `${kind ?? 'any kind'}${group === null || group === '' ? '' : ` of ${group}`}`;
  const place =
    [namespace, name].filter((part) => part !== null).length === 0 ? '' : ` ${namespace ?? '*'}/${name ?? '*'}`;
  const where = cluster === null ? 'everywhere' : `in ${cluster}`;
  return `${field}${type}${place} ${where}${manager === null ? '' : `, written by ${manager}`}`;
}
