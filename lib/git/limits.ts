/** Milliseconds that a command without a network may take. */
export const LOCAL_TIMEOUT_MS = 30_000;

/** Milliseconds that a fetch may take; the first one brings the whole history. */
export const FETCH_TIMEOUT_MS = 5 * 60_000;

/** Milliseconds that a push may take, the server's hooks included. */
export const PUSH_TIMEOUT_MS = 2 * 60_000;

/** Milliseconds that asking a server for its branches may take. */
export const LIST_REMOTE_TIMEOUT_MS = 30_000;

/** Characters of git's own words that a message quotes. */
export const MAX_QUOTED_CHARS = 400;
