/** Runs shown on an endpoint's page. */
export const LATEST_RUNS = 10;
