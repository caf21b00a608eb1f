import { describe, expect, it } from 'vitest';
import type { NightDecision } from '../sequential/night.ts';
import { type ConfirmationOutcome, explainCourse, explainNight } from './explain.ts';

const DECISION: NightDecision = { pValue: 0.001, eValue: 28, cusum: 28, alarm: false, incident: null };
const CONFIRMATION: ConfirmationOutcome = { runId: 12, status: 'finished', verdict: 'drifted', pValue: 0.002 };

/** Plain spaces, so that expectations can be read. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('explainNight', () => {
  it('has nothing to add to a quiet night', () => {
    expect(explainNight({ drifted: false, scheduled: true, confirmation: null, decision: DECISION })).toBe('');
  });

  it.each<[string, Partial<ConfirmationOutcome> | null, Partial<NightDecision>, string]>([
    [
      'confirmed',
      {},
      { incident: 'confirmed', pValue: 0.00005 },
      'Confirmed by run 12, which drifted too (p = 0.002; both together p = 0.00005).',
    ],
    [
      'confirmed too weakly',
      {},
      {},
      'Fresh repetitions point the same way: run 12 drifted too (p = 0.002; both together p = 0.001). By itself this opens no incident.',
    ],
    [
      'refuted',
      { verdict: 'stable', pValue: 0.4 },
      {},
      'Not confirmed by fresh repetitions: run 12 is stable (p = 0.4). By itself this opens no incident.',
    ],
    [
      'cancelled',
      { status: 'cancelled', verdict: null, pValue: null },
      {},
      'Not confirmed: run 12, which asked again, was cancelled. The night counts with this check alone. By itself this opens no incident.',
    ],
    [
      'unmeasured, with an alarm over nights',
      { verdict: 'unmeasured', pValue: null },
      { incident: 'cusum', alarm: true, cusum: 1234.5 },
      'Not confirmed: run 12, which asked again, could not measure enough. The night counts with this check alone. The evidence over nights reached 1,235, and its alarm is at 500.',
    ],
    [
      'never asked again, evidence beyond all bounds',
      null,
      { incident: 'cusum', alarm: true, cusum: 1e100 },
      'No fresh repetitions were asked for; the night counts with this check alone. The evidence over nights reached more than a million, and its alarm is at 500.',
    ],
  ])('%s', (_, confirmation, decision, sentence) => {
    const story = {
      drifted: true,
      scheduled: true,
      confirmation: confirmation && { ...CONFIRMATION, ...confirmation },
      decision: { ...DECISION, ...decision },
    };
    expect(plain(explainNight(story))).toBe(sentence);
  });
});

it.each([
  ['persistent', /3 nights in a row/],
  ['transient', /gone the night after/],
  ['fresh', /^$/],
  ['none', /^$/],
] as const)('a %s course', (course, sentence) => expect(explainCourse(course)).toMatch(sentence));
