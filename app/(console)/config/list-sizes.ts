/** Flagds that the page shows. */
export const MOST_SOURCES = 100;

/** Clusters whose standing the page tells of. */
export const MOST_CLUSTERS = 200;

/** Rows of each list to begin with. */
export const PAGE_ROWS = 50;
