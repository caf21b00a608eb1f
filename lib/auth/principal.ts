import type { Actor } from '../audit/actor.ts';
import type { Permission, Role } from '../policy/permissions.ts';

/** Who is asking: a signed-in person, or an API token acting for the person who made it. */
export interface Principal {
  actor: Exclude<Actor, { kind: 'system' }>;
  person: { id: number; name: string; email: string; role: Role };
  /** What may be done now: the role's permissions; for a token, those among its scopes. */
  permissions: readonly Permission[];
}
