import { forgeConnection, gitRemote } from '#lib/channels/prompt/repository/access.ts';
import { suiteAt } from '#lib/channels/prompt/repository/read-suite.ts';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import { createForge } from '#lib/forge/create-forge.ts';
import type { Forge, ForgeConnection } from '#lib/forge/types.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { withClone } from '#lib/git/clone.ts';
import { fetchBranch } from '#lib/git/fetch.ts';
import { PUSH_TIMEOUT_MS } from '#lib/git/limits.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { createTrial, resultOf } from '#lib/platform/trial.ts';

interface TestOptions {
  openForge?: (connection: ForgeConnection) => Promise<Forge>;
  /** Milliseconds from a clock that never goes back. */
  now?: () => number;
}

/**
 * Tries a stored repository step by step: fetch, project and suite, the right to push, the forge. Nothing is written on
 * the server. Resolves with what each step found.
 *
 * @throws TidemarkError `not_found`; `misconfigured` when the stored token cannot be opened.
 */
export async function testRepository(
  db: Db,
  repositoryId: number,
  { openForge = createForge, now = () => performance.now() }: TestOptions = {},
): Promise<ConnectionTest> {
  const row = await db.gitRepository.findUnique({ where: { id: repositoryId } });
  const repository = found(row, `repository ${repositoryId}`);
  const remote = gitRemote(repository);
  const trial = createTrial(now, new AbortController().signal);
  const { step } = trial;

  const commit = await step('Fetch the branch', () =>
    withClone(repositoryId, remote, async (git) => {
      const value = await fetchBranch(git, remote, repository.branch);
      return { detail: `${repository.branch} is at ${value.slice(0, 12)}.`, value };
    }),
  );
  if (commit !== undefined) {
    await step('Read project and suite', () =>
      withClone(repositoryId, remote, async (git) => {
        const { project, tasks } = await suiteAt(git, commit, repository);
        const agents = project.agents.map(({ name }) => name).join(', ');
        return {
          detail: `${formatCount(tasks.length, 'golden task')} in ${project.suite}; agents: ${agents}.`,
          value: null,
        };
      }),
    );
    await step('May push', () =>
      withClone(repositoryId, remote, async (git) => {
        const push = ['push', '--dry-run', '--no-verify', '--quiet', '--end-of-options', remote.url];
        await git.run([...push, `${commit}:refs/heads/tidemark/golden/test`], { timeoutMs: PUSH_TIMEOUT_MS });
        return { detail: 'The server takes a push; its hooks are asked only by a real one.', value: null };
      }),
    );
  }
  if (repository.forge !== 'none') await step('Ask the forge', () => askForge(repository, openForge));
  return resultOf(trial);
}

async function askForge(
  repository: Parameters<typeof forgeConnection>[0],
  openForge: (connection: ForgeConnection) => Promise<Forge>,
) {
  const connection = forgeConnection(repository);
  invariant(connection, 'a forge is set up');
  await (await openForge(connection)).check();
  return { detail: `The forge of ${connection.project} answers.`, value: null };
}
