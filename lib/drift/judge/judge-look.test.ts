import { describe, expect, it } from 'vitest';
import type { Severity } from '#lib/policy/severity.ts';
import { makeFinding } from '#lib/testing/drift-factories.ts';
import { driftedObject, EDITED, minutesLater } from '#lib/testing/drift-sightings.ts';
import type { IgnoreFacts } from './ignore.ts';
import { judgeLook } from './judge-look.ts';
import type { KnownObject, KnownOccurrence, Look, Yardstick } from './types.ts';

const object = driftedObject({ namespace: 'shop', name: 'web' });
const { ref, channel } = object;
const DRIFT: Look = { saw: 'drift', object };
const CLEAN: Look = { saw: 'clean' };
const NOTHING: Look = { saw: 'nothing' };

const NO_RULES: Yardstick = { rules: [], tiers: [], watchedSince: minutesLater(-10) };
const T3: Yardstick = { ...NO_RULES, tiers: [{ subject: 'namespace', name: 'shop', tier: 3 }] };
const REPLICAS_HIDDEN: IgnoreFacts = {
  ...{ id: 5, group: null, kind: null, namespace: null, name: null, manager: null },
  fieldPath: 'spec.replicas',
};
const HIDDEN: Yardstick = { ...NO_RULES, rules: [REPLICAS_HIDDEN] };

const open = (over: Partial<KnownOccurrence> = {}): KnownOccurrence => ({
  id: 11,
  firstSeenAt: minutesLater(0),
  lastSeenAt: minutesLater(5),
  managers: ['kubectl-edit'],
  isCompared: true,
  severity: null,
  incident: null,
  ...over,
});

const known = (over: Partial<KnownObject> = {}): KnownObject => ({
  id: 1,
  ref,
  channel,
  state: 'drifted',
  findings: [makeFinding()],
  expectedHash: object.expectedHash,
  liveHash: object.liveHash,
  source: object.source,
  commit: object.commit,
  file: object.file,
  policies: [],
  lastSeenAt: minutesLater(5),
  open: open(),
  ended: null,
  recent: { untilNow: 1, untilOpen: 1 },
  ...over,
});

const ended = (correctedAt: Date): Partial<KnownObject> => ({
  state: 'clean',
  open: null,
  ended: { id: 10, firstSeenAt: minutesLater(0), correctedAt },
});

const judge = (row: KnownObject | null, look: Look, yardstick = NO_RULES, minutes = 10) =>
  judgeLook({ ref, channel, known: row, look }, yardstick, { at: minutesLater(minutes), origin: 'scan' });

describe('judgeLook', () => {
  it.each<[string, KnownObject | null, Look, Yardstick, object | null]>([
    ['clean and never seen', null, CLEAN, NO_RULES, null],
    ['drifts first', null, DRIFT, NO_RULES, { id: null, state: 'drifted', occurrence: { kind: 'begin' } }],
    ['drifts first, hidden', null, DRIFT, HIDDEN, { id: null, state: 'ignored', occurrence: null }],
    [
      'drifts on',
      known(),
      DRIFT,
      NO_RULES,
      {
        state: 'drifted',
        findings: null,
        sides: null,
        occurrence: { kind: 'continue', lastSeenAt: minutesLater(10), escalation: null },
      },
    ],
    [
      'is clean again',
      known(),
      CLEAN,
      NO_RULES,
      { state: 'clean', occurrence: { kind: 'end', why: 'clean', correctedAt: minutesLater(10) } },
    ],
    ['was not compared', known(), NOTHING, NO_RULES, null],
    [
      'was not compared, hidden now',
      known(),
      NOTHING,
      HIDDEN,
      { state: 'ignored', lastSeenAt: null, occurrence: { kind: 'end', why: 'ignored' } },
    ],
    [
      'is hidden still',
      known({ state: 'ignored', open: null, findings: [makeFinding({ ignoredBy: 5 })] }),
      NOTHING,
      HIDDEN,
      null,
    ],
    [
      'is hidden no more',
      known({ state: 'ignored', open: null, findings: [makeFinding({ ignoredBy: 5 })] }),
      NOTHING,
      NO_RULES,
      { state: 'drifted', occurrence: { kind: 'begin' } },
    ],
    [
      'was hidden, is clean',
      known({ state: 'ignored', open: null }),
      CLEAN,
      NO_RULES,
      { state: 'clean', occurrence: null },
    ],
    [
      'drifts again',
      known(ended(minutesLater(3))),
      DRIFT,
      NO_RULES,
      { state: 'drifted', occurrence: { kind: 'begin' } },
    ],
    [
      'drift before the clock was set back',
      known(ended(minutesLater(70))),
      DRIFT,
      NO_RULES,
      { occurrence: { kind: 'begin' } },
    ],
    [
      'clean after the clock was set back',
      known({ open: open({ lastSeenAt: minutesLater(70) }) }),
      CLEAN,
      NO_RULES,
      { occurrence: { kind: 'end', correctedAt: minutesLater(70) } },
    ],
    ['a tier was added', known(), NOTHING, T3, { occurrence: { kind: 'continue', escalation: { row: 't3_drift' } } }],
    ['only Flux spoke of it', known({ findings: [] }), NOTHING, NO_RULES, null],
  ])('%s', (_name, row, look, yardstick, change) => {
    const judged = judge(row, look, yardstick);
    if (change === null) expect(judged).toBeNull();
    else expect(judged).toMatchObject(change);
  });

  it.each<[Severity | null, number, string | undefined]>([
    [null, 4, 'repeated_drift'],
    ['P3', 4, undefined],
    ['P1', 4, undefined],
    [null, 3, undefined],
  ])('one that is %s with %d in 24 h escalates to %s', (severity, untilOpen, row) => {
    const change = judge(known({ open: open({ severity }), recent: { untilNow: 9, untilOpen } }), DRIFT);
    const occurrence = change?.occurrence;
    expect(occurrence?.kind === 'continue' && occurrence.escalation?.row).toBe(row);
  });

  it('keeps every manager that wrote what differed', () => {
    const byHelm = { ...EDITED, writer: EDITED.writer && { ...EDITED.writer, manager: 'helm' } };
    const change = judge(known(), { saw: 'drift', object: { ...object, findings: [byHelm] } });
    expect(change).toMatchObject({
      findings: [{ writer: { manager: 'helm' } }],
      sides: { live: object.live },
      occurrence: { managers: ['helm', 'kubectl-edit'] },
    });
  });

  it('writes both sides anew when only a hash changed', () => {
    const change = judge(known(), { saw: 'drift', object: { ...object, liveHash: 'd'.repeat(64) } });
    expect(change).toMatchObject({ findings: null, sides: { liveHash: 'd'.repeat(64) } });
  });
});
