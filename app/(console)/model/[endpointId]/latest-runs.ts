/** Runs shown on an endpoint's page. */
export const LATEST_RUNS = 10;

/** Baselines shown on it before more are asked for. */
export const LATEST_BASELINES = 10;
