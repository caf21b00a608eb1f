import type { ThresholdView } from '../contract/settings.ts';
import {
  BASELINE_CAPTURE_REPETITIONS,
  BASELINE_MIN_REPETITIONS,
  HASH_DELTA_THRESHOLD,
  MAX_OUTPUT_CHARS,
  MIN_MEASURED_SHARE,
  NIGHTLY_ALPHA,
} from '../policy/thresholds.ts';

/** The numbers of lib/policy/thresholds.ts that decide a verdict, as the settings page explains them. */
export const THRESHOLDS: readonly ThresholdView[] = [
  {
    name: 'Hash delta',
    value: HASH_DELTA_THRESHOLD,
    unit: 'share of prompts',
    meaning: 'A check can only be called drifted when more of its prompts than this gave another answer.',
  },
  {
    name: 'Significance',
    value: NIGHTLY_ALPHA,
    unit: 'p-value',
    meaning: 'A check can only be called drifted when its difference is this unlikely under the baseline’s own noise.',
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
    name: 'Longest answer',
    value: MAX_OUTPUT_CHARS,
    unit: 'characters',
    meaning: 'A longer answer is unmeasured; its start is kept.',
  },
];
