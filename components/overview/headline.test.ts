import { expect, test } from 'vitest';
import type { ChannelState } from '#lib/contract/overview.ts';
import { headline } from './headline.ts';

const card = (channel: 'model' | 'prompt' | 'code' | 'config', state: ChannelState) => ({
  channel,
  state,
  summary: '',
  since: null,
  lastMeasuredAt: null,
  nextRunAt: null,
});

const NONE = { P0: 0, P1: 0, P2: 0, P3: 0 };

test.each([
  [[card('model', 'not_watched')], NONE, 'Nothing is watched yet. No incident is open.'],
  [
    [card('model', 'stable'), card('code', 'not_watched')],
    NONE,
    'Nothing that is watched drifts. No incident is open.',
  ],
  [[card('model', 'calibrating')], NONE, 'No drift known yet: a baseline is still being learned. No incident is open.'],
  [
    [card('model', 'unmeasured'), card('code', 'stable')],
    { ...NONE, P3: 1 },
    'Unknown: the model channel could not be measured in full. 1 incident is open, the most urgent P3.',
  ],
  [
    [card('model', 'drifted'), card('config', 'drifted'), card('code', 'unmeasured')],
    { P0: 1, P1: 0, P2: 2, P3: 0 },
    'Drift in the model and config channels. 3 incidents are open, the most urgent P0.',
  ],
])('%#', (channels, openBySeverity, sentence) => {
  expect(headline({ channels, openBySeverity })).toBe(sentence);
});
