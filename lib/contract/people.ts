import { z } from 'zod';
import { permission } from '../policy/permissions.ts';
import { id, idText, instant, pageQuery, role } from './common.ts';

export const me = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role,
  permissions: z.array(permission),
});

export const userView = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role,
  hasPassword: z.boolean(),
  viaOidc: z.boolean(),
  disabledAt: instant.nullable(),
  lastSignInAt: instant.nullable(),
  createdAt: instant,
});

/** NIST SP 800-63B-4 §3.1.1.2: at least 15 characters where the password is the only factor. */
const password = z.string().min(15, 'at least 15 characters').max(200);

export const userBody = z.object({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(80),
  role,
  /** Left out: the account can only sign in through single sign-on. */
  password: password.optional(),
});

export const userPatch = z
  .object({ name: z.string().trim().min(1).max(80), role, password, disabled: z.boolean() })
  .partial();

export const changePasswordBody = z.object({ current: z.string().min(1), next: password });

export const tokenView = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(permission),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

export const tokenBody = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(permission).min(1),
  expiresInDays: z.int().min(1).max(365),
});

/** The only answer that ever holds the secret. */
export const createdToken = tokenView.extend({ secret: z.string() });

/** Changed fields, before and after. */
export const auditChanges = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }));

export const auditEntry = z.object({
  id,
  at: instant,
  actor: z.object({ kind: z.enum(['user', 'token', 'system']), name: z.string() }),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  summary: z.string(),
  changes: auditChanges.nullable(),
});

export const auditQuery = pageQuery.extend({
  action: z.string().max(80).optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.string().max(80).optional(),
  userId: idText.optional(),
});

export type Me = z.infer<typeof me>;
export type UserView = z.infer<typeof userView>;
export type UserBody = z.infer<typeof userBody>;
export type UserPatch = z.infer<typeof userPatch>;
export type ChangePasswordBody = z.infer<typeof changePasswordBody>;
export type TokenBody = z.infer<typeof tokenBody>;
export type TokenView = z.infer<typeof tokenView>;
export type CreatedToken = z.infer<typeof createdToken>;
export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditQuery = z.infer<typeof auditQuery>;
