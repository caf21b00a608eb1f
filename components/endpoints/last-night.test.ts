import { expect, test } from 'vitest';
import { lastNightSentence } from './last-night.ts';

const NIGHT = { night: '2026-03-02', judged: 12, falseDiscoveryRate: 0.05, changed: [] };
const CHANGED = { endpointId: 1, name: 'a', runId: 2, eValue: 900 };

test('one night of all endpoints in a sentence', () => {
  expect(lastNightSentence(null)).toBeNull();
  expect(lastNightSentence({ ...NIGHT, judged: 0 })).toBeNull();
  expect(lastNightSentence(NIGHT)).toBe(
    '0 of 12 endpoints changed in the night of 2026-03-02 at 5\u00a0% false discovery.',
  );
  expect(lastNightSentence({ ...NIGHT, changed: [CHANGED, { ...CHANGED, name: 'b' }] })).toContain(
    '2 of 12 endpoints (a, b) changed',
  );
});
