import { expect, test } from 'vitest';
import type { UserPatch } from '../contract/people.ts';
import { refuseUserChange } from './rules.ts';

const ADMIN = { id: 1, role: 'admin' } as const;
const VIEWER = { id: 2, role: 'viewer' } as const;

test.each<[string, Parameters<typeof refuseUserChange>[0], UserPatch, RegExp | null]>([
  ['another may be promoted', { actorId: 1, target: VIEWER, activeAdminIds: [1] }, { role: 'admin' }, null],
  ['another may be disabled', { actorId: 1, target: VIEWER, activeAdminIds: [1] }, { disabled: true }, null],
  ['another may get a new password', { actorId: 1, target: VIEWER, activeAdminIds: [1] }, { password: 'x' }, null],
  ['your own name is yours', { actorId: 1, target: ADMIN, activeAdminIds: [1] }, { name: 'New' }, null],
  ['your own role, unchanged', { actorId: 1, target: ADMIN, activeAdminIds: [1] }, { role: 'admin' }, null],
  ['your own role', { actorId: 1, target: ADMIN, activeAdminIds: [1, 3] }, { role: 'viewer' }, /own role/],
  ['your own account', { actorId: 1, target: ADMIN, activeAdminIds: [1, 3] }, { disabled: true }, /own account/],
  ['your own password', { actorId: 1, target: ADMIN, activeAdminIds: [1, 3] }, { password: 'x' }, /own password/],
  [
    'the last admin’s role',
    { actorId: 3, target: ADMIN, activeAdminIds: [1] },
    { role: 'operator' },
    /last active admin/,
  ],
  [
    'the last admin’s account',
    { actorId: null, target: ADMIN, activeAdminIds: [1] },
    { disabled: true },
    /last active/,
  ],
  ['one of two admins', { actorId: 3, target: ADMIN, activeAdminIds: [1, 3] }, { role: 'operator' }, null],
  ['enabling again', { actorId: 3, target: ADMIN, activeAdminIds: [3] }, { disabled: false }, null],
])('%s', (_, facts, patch, reason) => {
  const refusal = refuseUserChange(facts, patch);
  if (reason === null) expect(refusal).toBeNull();
  else expect(refusal).toMatch(reason);
});
