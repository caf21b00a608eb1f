import type { Fetch } from '#lib/gateway/capped-fetch.ts';
import { reachOf } from '#lib/git/reach.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import type { ForgeWorld } from './call.ts';
import type { Forge, ForgeConnection } from './types.ts';

/**
 * The client of one repository on its forge; nothing is asked yet. Each forge's package is loaded when it is needed.
 *
 * @throws TidemarkError `invalid_input` when address or project do not fit.
 */
export async function createForge(connection: ForgeConnection, world: Partial<ForgeWorld> = {}): Promise<Forge> {
  const complete: ForgeWorld = { fetch: world.fetch ?? guardedFetch, now: world.now ?? systemClock };
  switch (connection.kind) {
    case 'github':
      return (await import('./github.ts')).createGitHub(connection, complete);
    case 'gitlab':
      return (await import('./gitlab.ts')).createGitLab(connection, complete);
    case 'gitea':
      return (await import('./gitea.ts')).createGitea(connection, complete);
    default:
      return assertNever(connection.kind);
  }
}

/** Asks no address that hands out credentials, also where a name stands for it. */
const guardedFetch: Fetch = async (input, init) => {
  await reachOf(input instanceof Request ? input.url : String(input), createOutboundGuard());
  return globalThis.fetch(input, init);
};
