/** Clusters read at once. */
export const PAGE_ROWS = 50;

/** Time between two readings, in milliseconds: comparisons come and go. */
export const POLL_MS = 15_000;
