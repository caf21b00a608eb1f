import { SIGNAL_NAMES } from '../channels/model/types.ts';
import type { ThresholdView } from '../contract/settings.ts';
import { SIGNAL_INFO } from '../policy/signals.ts';
import {
  BASELINE_CAPTURE_REPETITIONS,
  BASELINE_MAX_REPETITIONS,
  BASELINE_MIN_REPETITIONS,
  CUSUM_ALARM,
  FIRING_P,
  GROWTH_MIN_P,
  MAX_CONFIG_MAP_DRIFTS,
  MAX_DRIFTS,
  MAX_OUTPUT_CHARS,
  MIN_MEASURED_SHARE,
  NIGHTLY_ALPHA,
  P_CONFIRMED,
  PERSISTENT_NIGHTS,
  SIGNAL_THRESHOLDS,
} from '../policy/thresholds.ts';

/** The numbers of lib/policy/thresholds.ts that decide a verdict, as the settings page explains them. */
export const THRESHOLDS: readonly ThresholdView[] = [
  ...SIGNAL_NAMES.map((name) => ({
    name: SIGNAL_INFO[name].label,
    value: SIGNAL_THRESHOLDS[name],
    unit: SIGNAL_INFO[name].unit,
    meaning: `A signal fires only above this. ${SIGNAL_INFO[name].meaning}`,
  })),
  {
    name: 'Significance of a night',
    value: NIGHTLY_ALPHA,
    unit: 'p-value',
    meaning: 'From here on a night is looked at more closely, with a hundred times the permutations.',
  },
  {
    name: 'Significance of a signal',
    value: FIRING_P,
    unit: 'adjusted p-value',
    meaning:
      'A signal fires only when its value is this unlikely under the baseline’s own noise, all signals considered.',
  },
  {
    name: 'Confirmed drift',
    value: P_CONFIRMED,
    unit: 'p-value',
    meaning:
      'A drifted check opens an incident when fresh answers of the same night drift too, both together this unlikely.',
  },
  {
    name: 'Evidence over nights',
    value: CUSUM_ALARM,
    unit: 'CUSUM of e-values',
    meaning: 'From here on the nights together open an incident, whatever the last one alone says.',
  },
  {
    name: 'Persistent drift',
    value: PERSISTENT_NIGHTS,
    unit: 'nights in a row',
    meaning: 'A drift seen this often is persistent; one that is gone the night after is transient.',
  },
  {
    name: 'Measured share',
    value: MIN_MEASURED_SHARE,
    unit: 'share of prompts',
    meaning: 'With fewer prompts measured on both sides the run is unmeasured.',
  },
  {
    name: 'Baseline minimum',
    value: BASELINE_MIN_REPETITIONS,
    unit: 'answers per prompt',
    meaning: 'With fewer independent answers a baseline cannot know its noise, and runs are calibrating.',
  },
  {
    name: 'Baseline capture',
    value: BASELINE_CAPTURE_REPETITIONS,
    unit: 'answers per prompt',
    meaning: 'What a new baseline asks for.',
  },
  {
    name: 'Baseline cap',
    value: BASELINE_MAX_REPETITIONS,
    unit: 'answers per prompt',
    meaning: 'Quiet nights add one answer each up to here; then each takes the place of the oldest of them.',
  },
  {
    name: 'Quiet night',
    value: GROWTH_MIN_P,
    unit: 'p-value',
    meaning: 'A baseline learns only from nights at least this unremarkable.',
  },
  {
    name: 'Longest answer',
    value: MAX_OUTPUT_CHARS,
    unit: 'characters',
    meaning: 'A longer answer is unmeasured; its start is kept.',
  },
  {
    name: 'Repeated drift',
    value: MAX_DRIFTS,
    unit: 'drifts within 24 h',
    meaning: 'An object of a cluster that drifts more often than this within any 24 h is an incident.',
  },
  {
    name: 'Repeated drift of a ConfigMap',
    value: MAX_CONFIG_MAP_DRIFTS,
    unit: 'drifts within 24 h',
    meaning: 'The same for ConfigMaps, which tools rightly touch more often.',
  },
];
