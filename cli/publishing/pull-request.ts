import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ForgeConnection } from '#lib/forge/types.ts';
import type { PipelineEnv } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/** The pull request that a pipeline runs for. */
export interface PipelinePullRequest {
  number: number;
  /** Null where the pipeline does not say. */
  url: string | null;
}

const number = z.int().positive();
const webUrl = z
  .url({ protocol: /^https?$/ })
  .nullish()
  .catch(null);
/** What GitHub and Gitea tell of the event: of a pull request, or of a comment on one. */
const event = z.object({
  pull_request: z.object({ number, html_url: webUrl }).optional(),
  issue: z.object({ number, pull_request: z.object({ html_url: webUrl }).optional() }).optional(),
});

/**
 * The pull request of a GitHub or Gitea workflow; null where it runs for none.
 *
 * @throws TidemarkError `misconfigured` when the file of the event cannot be read.
 */
export async function gitHubPullRequest({ GITHUB_EVENT_PATH: path }: PipelineEnv): Promise<PipelinePullRequest | null> {
  if (path === undefined) return null;
  const { pull_request: pull, issue } = await readEvent(path);
  if (pull !== undefined) return { number: pull.number, url: pull.html_url ?? null };
  if (issue?.pull_request !== undefined) return { number: issue.number, url: issue.pull_request.html_url ?? null };
  return null;
}

async function readEvent(path: string): Promise<z.infer<typeof event>> {
  try {
    return event.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const message = `GITHUB_EVENT_PATH names ${path}, which is no event of a workflow. Leave it as the workflow sets it.`;
    throw new TidemarkError('misconfigured', message, { cause });
  }
}

/** The merge request of a GitLab pipeline; null where it runs for none. */
export function gitLabMergeRequest(pipeline: PipelineEnv): PipelinePullRequest | null {
  const iid = number.safeParse(Number(pipeline.CI_MERGE_REQUEST_IID ?? Number.NaN));
  if (!iid.success) return null;
  const project = pipeline.CI_MERGE_REQUEST_PROJECT_URL;
  const url = webUrl.parse(project === undefined ? null : `${project}/-/merge_requests/${iid.data}`);
  return { number: iid.data, url: url ?? null };
}

/**
 * The branch that a pipeline runs for; null where it does not say. Pipelines mostly check out a commit, so git does not
 * know it, and a workflow that a comment started runs on the main branch whatever it then checks out.
 */
export function pipelineBranch(pipeline: PipelineEnv, onPullRequest: boolean): string | null {
  const source = pipeline.GITHUB_HEAD_REF ?? pipeline.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME;
  if (source !== undefined || onPullRequest) return source ?? null;
  const pushed = pipeline.GITHUB_REF_TYPE === 'branch' ? pipeline.GITHUB_REF_NAME : undefined;
  return pushed ?? pipeline.CI_COMMIT_BRANCH ?? null;
}

/**
 * How a GitHub or Gitea workflow reaches its forge.
 *
 * @throws TidemarkError `misconfigured`, naming the variable that is missing.
 */
export function gitHubConnection(pipeline: PipelineEnv): ForgeConnection {
  const url = pipeline.GITHUB_API_URL ?? null;
  return {
    // Gitea's runner sets the variables of GitHub's.
    kind: url?.replace(/\/+$/, '').endsWith('/api/v1') ? 'gitea' : 'github',
    url,
    project: needed(pipeline, 'GITHUB_REPOSITORY', '--github-comment'),
    token: needed(pipeline, 'GITHUB_TOKEN', '--github-comment'),
  };
}

/**
 * How a GitLab pipeline reaches its forge. The job's own token cannot write notes.
 *
 * @throws TidemarkError `misconfigured`, naming the variable that is missing.
 */
export function gitLabConnection(pipeline: PipelineEnv): ForgeConnection {
  return {
    kind: 'gitlab',
    url: pipeline.CI_API_V4_URL ?? null,
    project: needed(pipeline, 'CI_PROJECT_ID', '--gitlab-note'),
    token: needed(pipeline, 'GITLAB_TOKEN', '--gitlab-note'),
  };
}

function needed(pipeline: PipelineEnv, name: keyof PipelineEnv, option: string): string {
  const value = pipeline[name];
  if (value !== undefined) return value;
  throw new TidemarkError(
    'misconfigured',
    `${option} needs ${name}, which is not set. Pass it to the step that runs the gate (docs/gate-in-ci.md).`,
  );
}
