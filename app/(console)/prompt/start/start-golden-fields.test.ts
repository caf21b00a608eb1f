import { describe, expect, it } from 'vitest';
import type { GoldenTarget } from '#lib/contract/golden/runs.ts';
import { firstChoice, toStartGoldenBody } from './start-golden-fields.ts';

const target = (id: number, agents: GoldenTarget['agents']): GoldenTarget => ({
  repository: { id, name: `repository ${id}` },
  branch: 'main',
  nightly: false,
  agents,
  readAt: null,
  commit: null,
  error: null,
});

const SUPPORT = { name: 'support', models: ['small', 'large'], tasks: 20 };
const SALES = { name: 'sales', models: ['small'], tasks: 3 };

describe('firstChoice', () => {
  it('chooses what leaves no choice', () => {
    expect(firstChoice([target(1, [SALES])], {})).toEqual({
      repositoryId: '1',
      agent: 'sales',
      model: 'small',
      ref: '',
    });
    expect(firstChoice([target(1, [SUPPORT, SALES])], {})).toMatchObject({ agent: null, model: null });
  });

  it('keeps what was chosen as far as it still exists', () => {
    const targets = [target(1, [SALES]), target(2, [SUPPORT, SALES])];
    expect(firstChoice(targets, { repositoryId: '2', agent: 'support', model: 'large', ref: 'v1' })).toEqual({
      repositoryId: '2',
      agent: 'support',
      model: 'large',
      ref: 'v1',
    });
    expect(firstChoice(targets, { repositoryId: '9' })).toMatchObject({ repositoryId: null, agent: null });
  });
});

describe('toStartGoldenBody', () => {
  it('leaves an empty ref out', () => {
    expect(toStartGoldenBody({ repositoryId: '2', agent: 'support', model: 'large', ref: ' ' })).toEqual({
      repositoryId: 2,
      agent: 'support',
      model: 'large',
    });
  });
});
