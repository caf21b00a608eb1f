import { expect, test } from 'vitest';
import { createWaitReporter } from './waits.ts';

test('a wait is told once, with its end and how long waiting goes on, and again when it still lasts', () => {
  const parts: string[] = [];
  let at = Date.parse('2026-11-23T14:05:00Z');
  const { onRateLimit } = createWaitReporter({ write: (text) => parts.push(text) }, () => new Date(at));
  for (let question = 0; question < 20; question += 1) onRateLimit(12_000);
  expect(parts.map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
    'Rate limit: the gateway asks to wait; goes on at 14:05:12 UTC, gives up after 10 min of nothing else.\n',
  ]);
  at += 12_000;
  onRateLimit(5_000);
  expect(parts).toHaveLength(1);
  at += 20_000;
  onRateLimit(60_000);
  expect(parts[1]).toContain('goes on at 14:06:32 UTC');
});

test('on a terminal it takes the place of the bar', () => {
  const parts: string[] = [];
  createWaitReporter({ write: (text) => parts.push(text), isTTY: true }, () => new Date(0)).onRateLimit(1_000);
  expect(parts[0]?.startsWith('\r\u001b[2KRate limit: ')).toBe(true);
});
