/** Git sources read at once. */
export const PAGE_ROWS = 50;
