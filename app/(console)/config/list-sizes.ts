/** Flagds that the page shows. */
export const MOST_SOURCES = 100;

/** Rows of each list to begin with. */
export const PAGE_ROWS = 50;
