export interface Seeded {
  /** The administrator's login, only when it was made now. */
  login?: { email: string; password: string };
  /** What was done, for the progress line. */
  detail: string;
}

/** Makes what a new installation needs: administrator, gateway, endpoints and the shipped suite. */
export async function seed(_options: {
  demoGatewayUrl: string | undefined;
  log: (line: string) => void;
}): Promise<Seeded> {
  return { detail: '' };
}

/** Does the main job once, and returns its verdicts in words. */
export async function firstRun(_options: { signal: AbortSignal; say: (line: string) => void }): Promise<string[]> {
  return [];
}
