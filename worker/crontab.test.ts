import { describe, expect, it } from 'vitest';
import { cronItems } from './crontab.ts';

it('pins the identifier, so that another time of night keeps the history', () => {
  for (const time of ['0 2 * * *', '30 4 * * 1-5', '*/15 * * * *']) {
    expect(cronItems({ nightlyCron: time, candidatesCron: time })).toMatchObject([
      { task: 'canary.nightly', identifier: 'canary-nightly', options: { backfillPeriod: 24 * 3_600_000 } },
      { task: 'golden.nightly', identifier: 'golden-nightly', options: { backfillPeriod: 24 * 3_600_000 } },
      { task: 'candidates.weekly', identifier: 'candidates-weekly', options: { backfillPeriod: 7 * 24 * 3_600_000 } },
      { task: 'candidates.follow', identifier: 'candidates-follow' },
      { task: 'flux.counters', identifier: 'flux-counters' },
      { task: 'flags.tick', identifier: 'flags-tick' },
      { task: 'flags.follow', identifier: 'flags-follow' },
      { task: 'clusters.tick', identifier: 'clusters-tick' },
      { task: 'self-check.weekly', identifier: 'self-check-weekly', options: { backfillPeriod: 7 * 24 * 3_600_000 } },
    ]);
  }
});

describe.each([
  ['TIDEMARK_NIGHTLY_CRON', 'nightlyCron'],
  ['TIDEMARK_CANDIDATES_CRON', 'candidatesCron'],
])('%s', (variable, name) => {
  it.each(['at night', '0 2 * *', '0 2 * * * *', '61 2 * * *', ''])('is refused as "%s", by its name', (expression) => {
    expect(() => cronItems({ nightlyCron: '0 2 * * *', candidatesCron: '0 6 * * 1', [name]: expression })).toThrow(
      expect.objectContaining({ code: 'misconfigured', message: expect.stringContaining(variable) }),
    );
  });
});
