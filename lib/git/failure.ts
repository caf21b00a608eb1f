import { type ErrorCode, TidemarkError } from '#lib/platform/errors.ts';
import { MAX_QUOTED_CHARS } from './limits.ts';

interface Sign {
  pattern: RegExp;
  code: ErrorCode;
  told: string;
}

/** What git says, from the telling to the general; the first that fits counts. */
const SIGNS: readonly Sign[] = [
  {
    pattern: /pre-receive hook declined|hook declined|remote rejected.*(hook|protected|policy)|GH006|GH013|GL-HOOK/i,
    code: 'forbidden',
    told: 'The server refused the push by a rule of its own. Allow branches tidemark/golden/* there, or mend what its message says.',
  },
  {
    pattern: /\[rejected\]|stale info|non-fast-forward|fetch first/i,
    code: 'conflict',
    told: 'The branch is on the server already, with other content. Delete it there, then try again.',
  },
  {
    pattern: /shallow update not allowed/i,
    code: 'conflict',
    told: 'The server refuses pushes from a shallow history.',
  },
  {
    pattern:
      /authentication failed|could not read (username|password)|terminal prompts disabled|permission denied \(|HTTP 40[13]|returned error: 40[13]|invalid credentials/i,
    code: 'unauthenticated',
    told: 'The server refused the credentials. Enter a token that may read and push, or give the account a key.',
  },
  {
    pattern: /permission to .* denied|not allowed to push|insufficient permission|you are not allowed/i,
    code: 'forbidden',
    told: 'The token may not push to this repository. Give it the right to write.',
  },
  {
    pattern: /host key verification failed|REMOTE HOST IDENTIFICATION/i,
    code: 'misconfigured',
    told: "The server's ssh key is not known. Add it to known_hosts of the account that runs Tidemark.",
  },
  {
    pattern: /dubious ownership/i,
    code: 'misconfigured',
    told: 'The repository belongs to another account than the one that runs Tidemark. Change its owner, or set CI=true where that is meant, as in a container; settings of git for one person do not count here.',
  },
  {
    pattern: /unable to update url base from redirection|redirect|returned error: 30\d/i,
    code: 'misconfigured',
    told: 'The server sends git to another address. Enter that address.',
  },
  {
    pattern: /couldn't find remote ref|not our ref|remote ref does not exist|no such remote ref/i,
    code: 'not_found',
    told: 'The server has no such branch or commit.',
  },
  {
    pattern: /repository .*not found|does not appear to be a git repository|returned error: 404|does not exist/i,
    code: 'not_found',
    told: 'There is no git repository at this address, or the credentials may not see it.',
  },
  {
    pattern: /transport '.*' not allowed|SSL certificate|certificate verify failed/i,
    code: 'misconfigured',
    told: 'The connection to the server is not trusted.',
  },
];

const BROKEN =
  /bad object|unable to read (sha1|tree)|object file .* is empty|loose object .* is corrupt|packfile .* (cannot|is)|not a git repository \(or any|inflate: |missing blob/i;
const LOCK_FILE = /Unable to create '([^']+\.lock)': File exists/i;
const LOCKED = /cannot lock ref/i;

export type BrokenCopy = { kind: 'damaged' } | { kind: 'locked'; lock: string | null };

/**
 * Whether a failed command says that the local copy is to blame: damaged, or locked by a command that still runs or was
 * killed. `lock` is the path of the lock, where git names it.
 */
export function brokenCopy(error: unknown): BrokenCopy | null {
  const stderr = error instanceof TidemarkError && error.cause instanceof Error ? error.cause.message : '';
  const lock = LOCK_FILE.exec(stderr)?.[1] ?? null;
  if (lock !== null || LOCKED.test(stderr)) return { kind: 'locked', lock };
  return BROKEN.test(stderr) ? { kind: 'damaged' } : null;
}

/** Of a folder of this machine: a disk that is not mounted comes back by itself, as a server does. */
const GONE: Sign = {
  pattern: /does not appear to be a git repository|does not exist/i,
  code: 'unavailable',
  told: 'There is no git repository at this path now. Mount its disk again, or correct the path; it is tried again.',
};

/**
 * What a failed command means. Whatever is not known to need a person counts as `unavailable`: it is tried again.
 *
 * @param stderr what git wrote, secrets taken out.
 * @param url of the repository on the other side.
 */
export function gitFailure(command: string, stderr: string, url: string): TidemarkError {
  const quote = quoted(stderr);
  const signs = url.startsWith('file:') ? [GONE, ...SIGNS] : SIGNS;
  const sign = signs.find(({ pattern }) => pattern.test(stderr));
  const told = sign?.told ?? `git ${command} failed; it is worth another try.`;
  return new TidemarkError(sign?.code ?? 'unavailable', quote === '' ? told : `${told} git said: ${quote}`, {
    cause: new Error(stderr),
  });
}

/** Git's words on one line, without progress, hints and control characters. */
function quoted(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\p{Cc}+/gu, ' ').trim())
    .filter(
      (line) => line !== '' && !/^hint:|^(Enumerating|Counting|Compressing|Writing|Receiving|Resolving) /.test(line),
    );
  const text = lines.join(' · ');
  return text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text;
}
