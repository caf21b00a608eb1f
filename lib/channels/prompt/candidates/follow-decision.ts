import type { PublicationState } from '#lib/contract/candidates.ts';

/** States that git or the forge may move on from. */
export const FOLLOWED = ['pushed', 'open'] as const satisfies readonly PublicationState[];

/** A closed pull request may be opened again; it is looked at this long, in milliseconds. */
export const CLOSED_WATCH_MS = 14 * 24 * 60 * 60_000;

/** Between two looks by hand at one publication, in milliseconds: forges count calls. */
const LOOK_AGAIN_MS = 15_000;

interface Followed {
  state: PublicationState;
  lookedAt: Date | null;
}

export type LookDecision = { look: true } | { look: false; reason: string; retryAfterSeconds?: number };

/** Whether a person who asks what has become of a publication has it looked at now. */
export function decideLook({ state, lookedAt }: Followed, now: Date): LookDecision {
  if (state === 'merged') return { look: false, reason: 'it is merged, and nothing is left to see' };
  if (state === 'pending') return { look: false, reason: 'it is not pushed yet' };
  const waitMs = lookedAt === null ? 0 : lookedAt.getTime() + LOOK_AGAIN_MS - now.getTime();
  if (waitMs <= 0) return { look: true };
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return { look: false, reason: `it was looked at just now; ask again in ${retryAfterSeconds} s`, retryAfterSeconds };
}
