import type { ForgeConnection } from '#lib/forge/types.ts';
import type { PipelineEnv } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { World } from '../world.ts';
import type { PublishOptions } from './options.ts';
import {
  gitHubConnection,
  gitHubPullRequest,
  gitLabConnection,
  gitLabMergeRequest,
  type PipelinePullRequest,
  pipelineBranch,
} from './pull-request.ts';

export interface ConsoleAccess {
  /** Without a slash at its end. */
  url: string;
  token: string;
}

export interface CommentPlace {
  connection: ForgeConnection;
  number: number;
}

/** Where a report goes. */
export interface Destinations {
  console: ConsoleAccess | null;
  comments: CommentPlace[];
  /** Repository as the pipeline names it; null outside one. */
  repository: string | null;
  /** As the pipeline names it; null where it names none. */
  branch: string | null;
  pullRequestUrl: string | null;
  /** What was asked for and will not happen, as sentences. */
  notes: string[];
}

/**
 * Finds where a report is to go, from options and pipeline. Outside a pull request no comment is written.
 *
 * @throws TidemarkError `misconfigured` or `invalid_input`, naming the option or variable that is missing or does not fit.
 */
export async function findDestinations(options: PublishOptions, world: World): Promise<Destinations> {
  const pipeline = await world.pipeline();
  const gitHub = options.githubComment ? gitHubConnection(pipeline) : null;
  const gitLab = options.gitlabNote ? gitLabConnection(pipeline) : null;
  const [onGitHub, onGitLab] = [await gitHubPullRequest(pipeline), gitLabMergeRequest(pipeline)];
  return {
    console: consoleAccess(options, pipeline),
    comments: [...place(gitHub, onGitHub), ...place(gitLab, onGitLab)],
    repository: pipeline.GITHUB_REPOSITORY ?? pipeline.CI_PROJECT_PATH ?? null,
    branch: pipelineBranch(pipeline, onGitHub !== null || onGitLab !== null),
    pullRequestUrl: onGitHub?.url ?? onGitLab?.url ?? null,
    notes: [
      ...(gitHub !== null && onGitHub === null ? ['This workflow runs for no pull request: no comment.'] : []),
      ...(gitLab !== null && onGitLab === null ? ['This pipeline runs for no merge request: no note.'] : []),
    ],
  };
}

function place(connection: ForgeConnection | null, pull: PipelinePullRequest | null): CommentPlace[] {
  return connection === null || pull === null ? [] : [{ connection, number: pull.number }];
}

function consoleAccess(options: PublishOptions, pipeline: PipelineEnv): ConsoleAccess | null {
  const url = options.console ?? pipeline.TIDEMARK_CONSOLE_URL;
  const token = options.token ?? pipeline.TIDEMARK_CONSOLE_TOKEN;
  if (url === undefined) {
    if (options.token === undefined) return null;
    throw new TidemarkError(
      'invalid_input',
      '--token says nothing without --console. Give the address of the console.',
    );
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TidemarkError('invalid_input', 'The address of the console must start with http:// or https://.');
  }
  if (token === undefined) {
    throw new TidemarkError(
      'misconfigured',
      'The console needs a token: --token or TIDEMARK_CONSOLE_TOKEN, made in its settings with the scope golden.report.',
    );
  }
  const { origin, pathname } = new URL(url);
  return { url: `${origin}${pathname.replace(/\/+$/, '')}`, token };
}
