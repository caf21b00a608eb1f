/** Storage state of a browser that never signed in. */
export const NOBODY = { cookies: [], origins: [] };
