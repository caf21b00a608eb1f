import { expect, test } from 'vitest';
import { fullTime, relativeTime, shortTime, timeAhead } from './relative.ts';

const NOW = Date.parse('2025-11-23T04:10:00Z');

test.each([
  ['2025-11-23T04:10:30Z', 'just now'],
  ['2025-11-23T04:09:01Z', 'just now'],
  ['2025-11-23T04:05:00Z', '5 min ago'],
  ['2025-11-23T05:10:00Z', 'in 1 h'],
  ['2025-11-22T02:10:00Z', '26 h ago'],
  ['2025-11-20T04:10:00Z', '3 d ago'],
  ['2025-09-01T04:10:00Z', '1 Sept 2025'],
])('%s reads %s', (at, text) => {
  expect(relativeTime(Date.parse(at), NOW)).toBe(text);
});

test.each([
  ['2025-11-23T04:10:30Z', 'within a minute'],
  ['2025-11-23T04:09:00Z', 'within a minute'],
  ['2025-11-23T05:10:00Z', 'in 1 h'],
])('%s, still to come, reads %s', (at, text) => {
  expect(timeAhead(Date.parse(at), NOW)).toBe(text);
});

test('names the zone of an absolute time', () => {
  expect(fullTime(NOW, 'UTC')).toBe('23 Nov 2025, 04:10:00 UTC');
  expect(fullTime(NOW, 'Europe/Berlin')).toBe('23 Nov 2025, 05:10:00 CET');
  expect(shortTime(NOW, 'UTC')).toBe('23 Nov 2025, 04:10');
});
