/** Langfuse projects offered as a filter and for a search. */
export const MOST_SOURCES = 100;

/** Searches shown beside the queue. */
export const LATEST_SCANS = 5;
