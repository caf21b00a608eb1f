import { expect, test } from 'vitest';
import { type DueFacts, dueCause } from './due.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const good = (seconds: number) => ({ at: ago(seconds), cameToNothing: false });
const bad = (seconds: number) => ({ at: ago(seconds), cameToNothing: true });
const CLUSTER: DueFacts = {
  enabled: true,
  hasActiveScan: false,
  intervalSeconds: 60,
  watchedUntil: ago(-20),
  ended: [good(600)],
};
const DAY = 24 * 3600;

test.each<[string, Partial<DueFacts>, 'daily' | 'started' | null]>([
  ['looked after and compared today', {}, null],
  ['compared a day ago', { ended: [good(DAY)] }, 'daily'],
  ['never compared', { watchedUntil: null, ended: [] }, 'started'],
  ['no worker looks after it', { watchedUntil: ago(1), ended: [good(5)] }, 'started'],
  ['switched off', { enabled: false, watchedUntil: null, ended: [] }, null],
  ['being compared', { hasActiveScan: true, watchedUntil: null }, null],
  ['could not be compared just now', { watchedUntil: null, ended: [bad(59), good(600)] }, null],
  ['could not be compared a minute ago', { watchedUntil: null, ended: [bad(60), good(600)] }, 'started'],
  ['thrice in a row, tried in four minutes', { watchedUntil: null, ended: [bad(239), bad(500), bad(900)] }, null],
  ['thrice in a row, four minutes ago', { watchedUntil: null, ended: [bad(240), bad(500), bad(900)] }, 'started'],
  ['for long', { watchedUntil: null, ended: Array.from({ length: 20 }, () => bad(1800)) }, 'started'],
  ['with a long interval', { watchedUntil: null, intervalSeconds: 7200, ended: [bad(7000)] }, null],
])('%s', (_, over, cause) => {
  expect(dueCause({ ...CLUSTER, ...over }, NOW)).toBe(cause);
});
