import type { Verdict } from '#lib/channels/model/types.ts';
import type { GateVerdict } from '#lib/channels/prompt/types.ts';
import type { ClusterVerdict } from '#lib/clusters/types.ts';

/** What a shell learns of a verdict; errors have other codes (lib/platform/errors.ts). */
export const EXIT_CODE_OF_VERDICT = {
  stable: 0,
  drifted: 1,
  calibrating: 3,
  unmeasured: 3,
} as const satisfies Record<Verdict, number>;

/** What a shell learns of a command that was stopped by Ctrl-C (as shells have it: 128 and the number of SIGINT). */
export const EXIT_CODE_OF_STOP = 130;

/** What a pipeline learns of a gate. */
export const EXIT_CODE_OF_GATE = { pass: 0, fail: 1, unmeasured: 3 } as const satisfies Record<GateVerdict, number>;

/** What a pipeline learns of a cluster. */
export const EXIT_CODE_OF_CLUSTER = { stable: 0, drifted: 1, unmeasured: 3 } as const satisfies Record<
  ClusterVerdict,
  number
>;
