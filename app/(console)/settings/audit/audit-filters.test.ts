import { expect, it } from 'vitest';
import { auditFilterBar, parseAuditFilters } from './audit-filters.ts';

it('leaves out filters that make no sense', () => {
  expect(parseAuditFilters({ userId: 'x', action: 'run.start' })).toEqual({ action: 'run.start', limit: 50 });
});

it('offers the actions that occur, and the one that is chosen', () => {
  const entry = {
    id: 1,
    at: '2026-01-01T00:00:00Z',
    actor: { kind: 'user' as const, name: 'Ada' },
    action: 'run.start',
    subjectType: 'run',
    subjectId: '1',
    summary: '',
    changes: null,
  };
  const action = auditFilterBar([], [entry, entry], 'endpoint.pause').find(({ param }) => param === 'action');
  expect(action?.options.map((option) => option.value)).toEqual(['endpoint.pause', 'run.start']);
});
