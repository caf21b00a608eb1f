import { expect, test } from 'vitest';
import { auditValue } from './audit-values.ts';

const PEOPLE = new Map([[1, 'Ada']]);

test.each([
  ['assigneeId', null, 'none'],
  ['assigneeId', 1, 'Ada'],
  ['assigneeId', 2, '#2'],
  ['gatewayId', 1, '#1'],
  ['requestTimeoutMs', 60_000, '1 min'],
  ['inputUsdPerMillion', 2.5, '$2.50'],
  ['runBudgetUsd', 0.5, '$0.50'],
  ['plan', 'single', 'Every prompt once'],
  ['temperature', 0, '0'],
  ['disabled', true, 'yes'],
  ['role', 'admin', 'Admin'],
  ['resolution', 'false_alarm', 'False alarm'],
  ['status', 'paused', 'Paused'],
  ['status', 'acknowledged', 'Acknowledged'],
  ['kind', 'litellm', 'LiteLLM'],
  ['name', 'admin', 'admin'],
  ['name', '', 'none'],
  ['of a later version', ['x'], '["x"]'],
])('%s %j is told as %s', (field, value, told) => {
  expect(auditValue(field, value, PEOPLE)).toBe(told);
});
