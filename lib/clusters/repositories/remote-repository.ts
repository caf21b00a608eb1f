import { withCheckout } from '#lib/gitops/source/checkout.ts';
import type { Clock } from '#lib/platform/clock.ts';
import type { GivenRepository } from '../types.ts';

/** Where neither a person nor Flux names a branch. */
const USUAL_BRANCH = 'main';

interface RemoteOptions {
  /** As the person wrote it. */
  name: string;
  /** As `sourceUrl` gives it. */
  url: string;
  /** Null: the one that Flux follows. */
  branch: string | null;
  now: Clock;
  /** Folder for clones. */
  clones: string;
}

/** A repository that is fetched, without credentials of its own: over ssh with the keys of this account. */
export function remoteRepository({ name, url, branch, now, clones }: RemoteOptions): GivenRepository {
  return {
    name,
    addresses: [url],
    withFiles: (wanted, signal, work) =>
      withCheckout(
        {
          key: 'given',
          url,
          branch: branch ?? wanted.branch ?? USUAL_BRANCH,
          access: { kind: 'none' },
          signers: null,
          ignore: wanted.ignore,
        },
        { last: null, commit: wanted.commit ?? undefined, isNeeded: wanted.isNeeded, now, clones, signal },
        work,
      ),
  };
}
