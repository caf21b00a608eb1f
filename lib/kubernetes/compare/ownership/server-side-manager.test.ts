import { expect, test } from 'vitest';
import { entryOf } from '../../testing/applied.ts';
import { widget } from '../../testing/comparison.ts';
import { serverSideManager } from './server-side-manager.ts';

const HELM = 'helm-controller';
const by = (manager: string, operation: 'Apply' | 'Update') =>
  entryOf(manager, operation, { 'f:spec': { 'f:size': {} } }, 'test.example/v1');
const live = (...managedFields: ReturnType<typeof entryOf>[]) => widget({ size: 1 }, { managedFields });

test.each([
  ['applied', live(by(HELM, 'Apply'), by('kubectl-edit', 'Update')), HELM],
  ['created or updated', live(by(HELM, 'Update')), null],
  ['applied and updated', live(by(HELM, 'Apply'), by(HELM, 'Update')), null],
  ['applied, and its status updated', live(by(HELM, 'Apply'), { ...by(HELM, 'Update'), subresource: 'status' }), HELM],
  ['written by others', live(by('kubectl', 'Apply')), null],
  ['without a record', live(), null],
  ['missing', null, null],
])('what is %s', (_, object, manager) => {
  expect(serverSideManager(object, HELM)).toBe(manager);
  expect(serverSideManager(object, null)).toBeNull();
});
