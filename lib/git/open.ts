import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { dataFolder, inheritedEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { createOutboundGuard, type OutboundGuard } from '#lib/platform/outbound.ts';
import { basic, gitEnvironment, INHERITED } from './environment.ts';
import { gitFailure } from './failure.ts';
import { LOCAL_TIMEOUT_MS } from './limits.ts';
import { reachOf } from './reach.ts';
import type { Git, GitRemote, GitRunOptions, GitSecret } from './types.ts';

/** What simple-git would strip or refuse; all of it is set by `gitEnvironment` alone. */
const UNSAFE = {
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafeSshCommand: true,
};

/**
 * The git binary in `folder`, which exists. Nothing but Tidemark's own settings applies, nobody is asked anything, and
 * every command ends in time.
 *
 * @param home A folder that git may take for a home; Tidemark's own when left out.
 * @param outbound Which addresses git may connect to.
 */
export function openGit(
  folder: string,
  remote: GitRemote,
  home: string = gitHome(),
  outbound: OutboundGuard = createOutboundGuard(),
): Git {
  const start = (command: string, options: GitRunOptions, reach: string | null = null) => {
    const environment = gitEnvironment(folder, remote, options, home, inheritedEnvironment(INHERITED), reach);
    const deadline = AbortSignal.timeout(options.timeoutMs ?? LOCAL_TIMEOUT_MS);
    const signals = options.signal === undefined ? [deadline] : [deadline, options.signal];
    let stderr = '';
    const git = simpleGit({
      baseDir: folder,
      abort: AbortSignal.any(signals),
      unsafe: UNSAFE,
      allowEnvironment: Object.keys(environment),
      ...(options.input === undefined ? {} : { input: () => options.input }),
      errors: (error, { exitCode, stdErr }) => {
        stderr = Buffer.concat(stdErr).toString('utf8');
        return error ?? (exitCode === 0 ? undefined : new Error(`git ended with ${exitCode}`));
      },
    }).env(environment);
    const explain = (error: unknown): unknown => {
      if (options.signal?.aborted === true) return options.signal.reason;
      if (deadline.aborted) {
        return new TidemarkError('unavailable', `git ${command} took too long and was ended. It is worth another try.`);
      }
      return isMissingProgram(error)
        ? withoutGit(error)
        : gitFailure(command, withoutSecret(stderr, remote.secret), remote.url);
    };
    return { git, explain };
  };
  return {
    run: async (args, options = {}) => {
      const reach = args.includes(remote.url) ? await reachOf(remote.url, outbound) : null;
      const { git, explain } = start(args[0] ?? '', options, reach);
      return git.raw([...args]).catch((error) => {
        throw explain(error);
      });
    },
    catFile: async (args, options = {}) => {
      const { git, explain } = start('cat-file', options);
      return git.binaryCatFile([...args]).catch((error) => {
        throw explain(error);
      });
    },
  };
}

/** An empty home of git's own, so that nobody's settings reach it. */
function gitHome(): string {
  const home = join(dataFolder(), 'git', 'home');
  mkdirSync(home, { recursive: true });
  return home;
}

function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && /ENOENT/.test(error.message) && /spawn/.test(error.message);
}

function withoutGit(cause: unknown): TidemarkError {
  return new TidemarkError(
    'misconfigured',
    'The program git is not installed on this machine. Install git 2.31 or later.',
    { cause },
  );
}

function withoutSecret(text: string, secret: GitSecret | null): string {
  if (secret === null) return text;
  return text.replaceAll(basic(secret), '[token]').replaceAll(secret.token, '[token]');
}
