import { expect, it } from 'vitest';
import { publicationState } from '#lib/contract/candidates.ts';
import { whyNotReopened } from './reopenable.ts';

it('what was rejected or closed can be taken back, and nothing else', () => {
  expect(whyNotReopened({ state: 'rejected', publication: null })).toBeNull();
  expect(whyNotReopened({ state: 'pending', publication: null })).toBe('it is in the queue');
  for (const state of ['approved', 'merged'] as const) {
    const open = publicationState.options.filter(
      (each) => whyNotReopened({ state, publication: { state: each } }) === null,
    );
    expect(open).toEqual(['closed']);
  }
});
