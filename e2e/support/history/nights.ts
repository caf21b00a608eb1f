import { createRandom } from '#demo/random.ts';
import { SIGNAL_NAMES, type SignalName } from '#lib/channels/model/types.ts';
import { NIGHTLY_ALPHA, SIGNAL_THRESHOLDS } from '#lib/policy/thresholds.ts';

/** One signal of a made-up night. */
export interface MadeSignal {
  name: SignalName;
  value: number | null;
  threshold: number;
  noise: number | null;
  pValue: number | null;
  pAdjusted: number | null;
  fired: boolean;
  unmeasured: string | null;
}

export interface MadeNight {
  /** Days before now. */
  daysAgo: number;
  kind: 'quiet' | 'drifted' | 'unmeasured';
  pValue: number | null;
  signals: MadeSignal[];
  costUsd: number;
  servedModel: string;
}

/** Nights whose endpoint drifts: one that passed, and the last one. */
const DRIFTED: Readonly<Record<number, number>> = { 9: 0.002, 0: 0.00001 };
const UNMEASURED = 17;
/** When the provider began to serve another build, days before now. */
const NEW_BUILD = 0;
const UNTESTED: Partial<Record<SignalName, string>> = {
  tool_calls: 'No prompt of the suite was answered by a tool call on both sides.',
  dispersion: 'Tonight’s answers were asked for once, so there is no spread among them.',
};
/** What moves on the last night; the night that passes moves half of it. */
const MOVES: Partial<Record<SignalName, number>> = {
  hash_delta: 0.55,
  embedding_drift: 0.14,
  judge: 0.35,
  refusal_shift: 0.25,
  answer_shift: 0.31,
  energy: 0.62,
  style_length: 0.44,
  style_markdown: 0.37,
  vocabulary: 0.23,
};

/** Forty nights of one endpoint, oldest first: quiet ones, a passing drift, a failure, and a change at the end. */
export function madeNights(): MadeNight[] {
  const random = createRandom('forty nights');
  return Array.from({ length: 40 }, (_, index) => 39 - index).map((daysAgo) => {
    const pDrift = DRIFTED[daysAgo];
    const kind = pDrift !== undefined ? 'drifted' : daysAgo === UNMEASURED ? 'unmeasured' : 'quiet';
    const pValue = kind === 'unmeasured' ? null : (pDrift ?? 0.04 + 0.95 * random());
    return {
      daysAgo,
      kind,
      pValue,
      signals: SIGNAL_NAMES.map((name) => signalOf(name, kind, daysAgo === 0 ? 1 : 0.6, random)),
      costUsd: 0.011 + 0.002 * random(),
      servedModel: daysAgo <= NEW_BUILD ? 'atlas-large-2026-04-30' : 'atlas-large-2026-02-12',
    };
  });
}

function signalOf(name: SignalName, kind: MadeNight['kind'], strength: number, random: () => number): MadeSignal {
  const threshold = SIGNAL_THRESHOLDS[name];
  const nothing = { value: null, noise: null, pValue: null, pAdjusted: null, fired: false };
  const untested = kind === 'unmeasured' ? 'Too few answers were measured.' : (UNTESTED[name] ?? null);
  const draw = random();
  if (untested !== null) return { name, threshold, ...nothing, unmeasured: untested };
  const noise = threshold * (0.22 + 0.06 * draw);
  const moved = kind === 'drifted' ? MOVES[name] : undefined;
  const value = moved === undefined ? noise * (0.7 + 0.75 * random()) : moved * strength;
  const pValue = moved === undefined ? 0.05 + 0.9 * draw : 0.0001 + 0.003 * draw * (1 / strength - 0.6);
  const pAdjusted = Math.min(1, pValue * 2.4);
  const fired = value > threshold && pAdjusted <= NIGHTLY_ALPHA;
  return { name, value, threshold, noise, pValue, pAdjusted, fired, unmeasured: null };
}

/** What each signal saw of one prompt whose answer moved, or did not. */
export function promptSignals(key: string, moved: boolean, short: boolean) {
  const random = createRandom(`signals of ${key}`);
  const seen = SIGNAL_NAMES.filter((name) => isSeen(name, key, short));
  return seen.map((name) => {
    const noise = SIGNAL_THRESHOLDS[name] * 0.25 * random();
    const share = Math.min(1, (MOVES[name] ?? 0) * (0.6 + 1.4 * random()));
    return { name, value: moved && MOVES[name] !== undefined ? Math.max(noise, share) : noise * 0.9, noise };
  });
}

function isSeen(name: SignalName, key: string, short: boolean): boolean {
  if (UNTESTED[name] !== undefined) return false;
  if (name === 'refusal_shift') return /^(refusal|edge-case):/.test(key);
  if (name === 'answer_shift') return short;
  if (name === 'schema_validity') return key.startsWith('structure:');
  return !short || name === 'hash_delta' || name === 'judge' || name === 'vocabulary';
}
