import { describe, expect, it } from 'vitest';
import { goldenRunFilterBar, offeredNames, parseGoldenRunFilters } from './golden-run-filters.ts';

describe('parseGoldenRunFilters', () => {
  it('keeps what makes sense and leaves out what does not', () => {
    expect(parseGoldenRunFilters({ agent: 'support', verdict: 'fail', trigger: 'never', page: '2' })).toEqual({
      agent: 'support',
      verdict: 'fail',
      limit: 12,
    });
  });
});

describe('offeredNames', () => {
  it('joins repositories, runs and the address, each name once and in order', () => {
    const target = {
      repository: { id: 1, name: 'shop' },
      branch: 'main',
      nightly: true,
      agents: [{ name: 'support', models: ['b', 'a'], tasks: 20 }],
      readAt: null,
      commit: null,
      error: null,
    };
    const runs = [{ repository: { id: null, name: 'other' }, agent: 'support', model: 'a', pullRequestUrl: null }];
    expect(offeredNames([target], runs, { limit: 25, model: 'gone' })).toEqual({
      repository: ['other', 'shop'],
      agent: ['support'],
      model: ['a', 'b', 'gone'],
      pullRequest: [],
    });
  });
});

describe('goldenRunFilterBar', () => {
  it('offers nothing that golden runs cannot be', () => {
    const bar = goldenRunFilterBar({
      repository: [],
      agent: [],
      model: [],
      pullRequest: ['https://git.example/a/b/pull/12'],
    });
    expect(bar.find(({ param }) => param === 'pullRequest')?.options[0]?.label).toBe('#12');
    const trigger = bar.find(({ param }) => param === 'trigger');
    expect(trigger).toMatchObject({ options: [{ value: 'schedule' }, { value: 'manual' }, { value: 'ci' }] });
  });
});
