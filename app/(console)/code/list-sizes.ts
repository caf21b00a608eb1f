/** Clusters on the page. */
export const MOST_CLUSTERS = 200;

/** Comparisons listed on the page. */
export const LATEST_SCANS = 8;
