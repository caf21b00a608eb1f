import { expect, it } from 'vitest';
import { type AcceptanceFacts, decideAcceptance } from './acceptance.ts';

const CHECK: AcceptanceFacts = {
  purpose: 'check',
  status: 'finished',
  verdict: 'drifted',
  activeRunId: null,
  suiteVersionInForce: true,
  comparable: true,
  repetitions: [6, 6, 3, 3, 3],
};

it.each<[string, Partial<AcceptanceFacts>, 'answers' | 'capture' | 'refused', RegExp]>([
  ['a check with its confirmation', {}, 'answers', /at once/],
  ['enough of the prompts', { repetitions: [3, 3, 3, 3, 2] }, 'answers', /at once/],
  ['too few repetitions', { repetitions: [3, 3, 3, 1, 1] }, 'capture', /Only 3 of 5 prompts/],
  ['no prompts', { repetitions: [] }, 'capture', /Only 0 of 0/],
  ['an older suite version', { suiteVersionInForce: false }, 'capture', /another version/],
  ['an endpoint that changed since', { comparable: false }, 'capture', /changed since/],
  ['a capture', { purpose: 'baseline' }, 'refused', /Only the behaviour that a check saw/],
  ['a screening', { purpose: 'screening' }, 'refused', /Only the behaviour that a check saw/],
  ['a check that goes on', { status: 'sampling', verdict: null }, 'refused', /not finished/],
  ['a check that saw nothing', { verdict: 'unmeasured' }, 'refused', /too little/],
  ['an endpoint at work', { activeRunId: 7 }, 'refused', /Run 7/],
])('%s', (_, over, way, reason) => {
  const decision = decideAcceptance({ ...CHECK, ...over });
  expect(decision.way).toBe(way);
  expect(decision.reason).toMatch(reason);
});
