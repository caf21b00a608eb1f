import type { SignalView } from '#lib/contract/signals.ts';
import { SIGNAL_INFO } from '#lib/policy/signals.ts';
import { SIGNAL_THRESHOLDS } from '#lib/policy/thresholds.ts';

const MISSION = ['hash_delta', 'embedding_drift', 'judge', 'refusal_shift'] as const;

/** The four signals of every check before it is judged: they keep their place for what comes. */
export const WAITING_SIGNALS: readonly SignalView[] = MISSION.map((name) => ({
  ...{ name, kind: 'mission', unit: SIGNAL_INFO[name].unit, value: null, threshold: SIGNAL_THRESHOLDS[name] },
  ...{ noise: null, pValue: null, pAdjusted: null, fired: false, unmeasured: null, movers: [], detail: {} },
}));
