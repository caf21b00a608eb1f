/** Flagds on one page of the list. */
export const PAGE_ROWS = 50;
