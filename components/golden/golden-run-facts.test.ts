import { describe, expect, it } from 'vitest';
import { goldenDurationMs, goldenPercent, goldenProgress, outcomeWords, pullRequestName } from './golden-run-facts.ts';
import { regressionSentence, weekName } from './regression-words.ts';

const going = { status: 'running', storedAttempts: 9, plannedAttempts: 24 } as const;

describe('progress', () => {
  it('is the share of what was asked for so far, and whole at the end', () => {
    expect(goldenPercent(going)).toBe(37.5);
    expect(goldenPercent({ ...going, status: 'finished' })).toBe(100);
    expect(goldenPercent({ ...going, plannedAttempts: 0 })).toBe(0);
  });

  it.each([
    ['queued', 'Waiting for a worker to take it.'],
    ['running', '9 of 24 attempts made. Tasks that look worse are tried again before anything is decided.'],
    ['finished', '9 attempts made.'],
    ['cancelled', 'Cancelled with 9 of 24 attempts made. They are kept, but nothing was decided.'],
    ['failed', 'Failed with 9 of 24 attempts made. They are kept, but nothing was decided.'],
  ] as const)('%s in words', (status, words) => expect(goldenProgress({ ...going, status })).toBe(words));
});

it('tells a run that was refused from one that broke off', () => {
  const refused = { status: 'failed', storedAttempts: 0, plannedAttempts: 0 } as const;
  expect(goldenProgress(refused)).toBe('It was not started, so nothing was asked.');
});

describe('duration', () => {
  it('runs until the end, or until now', () => {
    const startedAt = '2026-11-23T12:00:00.000Z';
    expect(goldenDurationMs({ startedAt: null, finishedAt: null }, 0)).toBeNull();
    expect(goldenDurationMs({ startedAt, finishedAt: null }, Date.parse(startedAt) + 500)).toBe(500);
    expect(goldenDurationMs({ startedAt, finishedAt: '2026-11-23T12:00:02.000Z' }, 0)).toBe(2000);
  });
});

describe('words', () => {
  it('names the worst outcome first and leaves zeros out', () => {
    const counts = { pass: 17, regressed: 2, flaky: 0, 'base-also-fails': 1, unmeasured: 0 };
    expect(outcomeWords(counts)).toBe('2 regressed, 1 base fails too, 17 pass');
  });

  it.each([
    ['https://github.com/acme/shop/pull/41', '#41'],
    ['https://gitlab.com/acme/shop/-/merge_requests/7#note_3', '#7'],
    ['https://git.example/change/abc', 'git.example'],
  ])('pull request %s', (url, name) => expect(pullRequestName(url)).toBe(name));

  it('says what a week brought', () => {
    expect(weekName('2026-11-16')).toBe('16 Nov');
    expect(regressionSentence({ week: '2026-11-16', runs: 0, failedRuns: 0, regressions: 0 })).toBe('No run.');
    expect(regressionSentence({ week: '2026-11-16', runs: 3, failedRuns: 1, regressions: 1 })).toBe(
      '1 regressed task in 3 runs, 1 failed.',
    );
  });
});
