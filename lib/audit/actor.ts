/** Who does something: a signed-in person, an API token (with the person who made it), or Tidemark itself. */
export type Actor =
  | { kind: 'user'; userId: number }
  | { kind: 'token'; tokenId: number; userId: number }
  | { kind: 'system' };

/** Tidemark's own schedule, seed and local command line. */
export const SYSTEM_ACTOR: Actor = { kind: 'system' };

/** The person answerable for what `actor` does; null for Tidemark itself. */
export function personOf(actor: Actor): number | null {
  return actor.kind === 'system' ? null : actor.userId;
}
