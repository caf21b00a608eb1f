import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import { CONNECTION_STEPS, type ConnectionReport } from '#lib/gateway/connection-steps.ts';

/** A connection report as pages show it; a skipped step is no failure. */
export function connectionView({ ok, steps }: ConnectionReport): ConnectionTest {
  return {
    ok,
    steps: steps.map(({ name, status, detail, mend, durationMs }) => ({
      name: CONNECTION_STEPS[name],
      ok: status !== 'failed',
      detail: mend === undefined ? detail : `${sentence(detail)} ${mend}`,
      durationMs,
    })),
  };
}

/** A fault's own words seldom end as a sentence does. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
