/** Every number that judges, with its unit and where it comes from. */

/** Share of prompts whose output differs from the baseline above which hash delta may fire (mission: "> 30 % of prompts"). */
export const HASH_DELTA_THRESHOLD = 0.3;

/** Largest p-value at which a difference counts as more than the baseline's own noise (detection design: nominal 1 %). */
export const NIGHTLY_ALPHA = 0.01;

/** Fewest independent repetitions per prompt before a baseline can judge (detection design: first capture 3–5). */
export const BASELINE_MIN_REPETITIONS = 3;

/** Repetitions of a first baseline capture. */
export const BASELINE_CAPTURE_REPETITIONS = 3;

/** Smallest share of the suite's prompts that must be measured on both sides for a verdict; below it the run is unmeasured. */
export const MIN_MEASURED_SHARE = 0.8;

/** Longest answer kept, in UTF-16 code units; a longer one is unmeasured as `too_large` and its start is kept as evidence. */
export const MAX_OUTPUT_CHARS = 200_000;
