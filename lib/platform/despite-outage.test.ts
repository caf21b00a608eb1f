import { expect, it, vi } from 'vitest';
import { despiteOutage } from './despite-outage.ts';

const away = () => new Error('Connection terminated unexpectedly');

it('tries again until the database is back', async () => {
  const work = vi.fn().mockRejectedValueOnce(away()).mockRejectedValueOnce(away()).mockResolvedValue('done');
  await expect(despiteOutage(work, { pauseMs: 1 })).resolves.toBe('done');
  expect(work).toHaveBeenCalledTimes(3);
});

it('gives up in the end, with what the database said', async () => {
  const work = vi.fn().mockRejectedValue(away());
  await expect(despiteOutage(work, { pauseMs: 5, patienceMs: 20 })).rejects.toThrow('Connection terminated');
  expect(work.mock.calls.length).toBeGreaterThan(1);
});

it('does not repeat what failed for another reason', async () => {
  const work = vi.fn().mockRejectedValue(new Error('violates check constraint'));
  await expect(despiteOutage(work, { pauseMs: 1 })).rejects.toThrow('check constraint');
  expect(work).toHaveBeenCalledTimes(1);
});
