import { expect, it } from 'vitest';
import { cronItems } from './crontab.ts';

it('pins the identifier, so that another time of night keeps the history', () => {
  for (const time of ['0 2 * * *', '30 4 * * 1-5', '*/15 * * * *']) {
    expect(cronItems(time)).toMatchObject([
      { task: 'canary.nightly', identifier: 'canary-nightly', options: { backfillPeriod: 24 * 3_600_000 } },
      { task: 'golden.nightly', identifier: 'golden-nightly', options: { backfillPeriod: 24 * 3_600_000 } },
      { task: 'candidates.follow', identifier: 'candidates-follow' },
      { task: 'self-check.weekly', identifier: 'self-check-weekly', options: { backfillPeriod: 7 * 24 * 3_600_000 } },
    ]);
  }
});

it.each(['at night', '0 2 * *', '0 2 * * * *', '61 2 * * *', ''])('refuses "%s", naming the variable', (expression) => {
  expect(() => cronItems(expression)).toThrow(
    expect.objectContaining({ code: 'misconfigured', message: expect.stringContaining('TIDEMARK_NIGHTLY_CRON') }),
  );
});
