/** Hits of each kind. */
export const HITS = 6;

/** `12`, `#12` or `run 12`, also `golden run 12`; at most nine digits, because ids are 32-bit. */
export const RUN_ID = /^(?:(?:golden\s+)?run\s*)?#?(\d{1,9})$/i;
