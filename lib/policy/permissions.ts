import { z } from 'zod';

/** Roles from the least to the most trusted; each may do all that the ones before it may. */
export const ROLES = ['viewer', 'curator', 'operator', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** The least role that may do each thing. What is not listed here nobody may do. */
export const LEAST_ROLE = {
  view: 'viewer',
  'incident.comment': 'curator',
  'suite.publish': 'curator',
  'candidate.decide': 'curator',
  'incident.triage': 'operator',
  'run.start': 'operator',
  'run.cancel': 'operator',
  'baseline.bless': 'operator',
  'endpoint.write': 'operator',
  'cluster.scan': 'operator',
  'drift.ignore': 'operator',
  'flag.decide': 'operator',
  'golden.run': 'operator',
  'golden.report': 'operator',
  'audit.view': 'operator',
  'settings.view': 'operator',
  'cluster.write': 'admin',
  'tier.write': 'admin',
  'gateway.write': 'admin',
  'repository.write': 'admin',
  'langfuse.write': 'admin',
  'people.write': 'admin',
  'token.write': 'admin',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LEAST_ROLE;

export const permission = z.enum(Object.keys(LEAST_ROLE) as [Permission, ...Permission[]]);

/** Whether `role` may do `what`. */
export function may(role: Role, what: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[what]);
}

/** Everything `role` may do. */
export function permissionsOf(role: Role): Permission[] {
  return permission.options.filter((what) => may(role, what));
}
