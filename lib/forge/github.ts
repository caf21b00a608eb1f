import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { apiAddress, ownerAndName } from './address.ts';
import { calling, createForgeFetch, type ForgeWorld, MAX_PAGES, reading, webUrl } from './call.ts';
import { findOrOpen } from './find-or-open.ts';
import { type FoundComment, findOwnComment, markedBody } from './own-comment.ts';
import type { Forge, ForgeConnection, PullRequest } from './types.ts';

const id = z.int().positive();
const comments = z.array(
  z.object({ id, body: z.string().nullish(), user: z.object({ login: z.string() }).nullish() }).transform(
    (comment): FoundComment => ({
      id: comment.id,
      author: comment.user?.login ?? null,
      body: comment.body ?? '',
    }),
  ),
);
const pullRequest = z
  .object({ number: id, html_url: webUrl, state: z.enum(['open', 'closed']), merged_at: z.string().nullish() })
  .transform(
    ({ number, html_url: url, state, merged_at: mergedAt }): PullRequest => ({
      number,
      url,
      state: mergedAt == null ? state : 'merged',
    }),
  );
const viewer = z.object({ viewer: z.object({ login: z.string() }) });

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

/** A repository on GitHub or GitHub Enterprise Server. */
export function createGitHub(connection: ForgeConnection, world: ForgeWorld): Forge {
  const client = new Octokit({
    auth: connection.token,
    baseUrl: apiAddress(connection),
    userAgent: 'tidemark',
    log,
    request: { fetch: createForgeFetch(connection, world) },
  });
  const repository = ownerAndName(connection.project);
  const call = <T>(work: () => Promise<T>) => calling(connection, work);
  const read = <S extends z.ZodType>(schema: S, answer: unknown) => reading(connection, schema, answer);

  /** GraphQL, since REST tells nothing of itself to the token of a workflow. */
  const ownName = async () => read(viewer, await client.graphql('{ viewer { login } }')).viewer.login;

  async function* allComments(number: number): AsyncGenerator<FoundComment[]> {
    const pages = client.paginate.iterator(client.rest.issues.listComments, {
      ...repository,
      issue_number: number,
      per_page: 100,
    });
    let left = MAX_PAGES;
    for await (const { data } of pages) {
      yield read(comments, data);
      left -= 1;
      if (left === 0) return;
    }
  }

  async function find(branch: string): Promise<PullRequest[]> {
    const head = `${repository.owner}:${branch}`;
    const { data } = await client.rest.pulls.list({ ...repository, head, state: 'all', per_page: 100 });
    return read(z.array(pullRequest), data);
  }

  return {
    upsertComment: (number, marker, text) =>
      call(async () => {
        const body = markedBody(marker, text);
        const own = await findOwnComment(allComments(number), marker, ownName);
        if (own === undefined) {
          await client.rest.issues.createComment({ ...repository, issue_number: number, body });
          return 'created';
        }
        await client.rest.issues.updateComment({ ...repository, comment_id: own.id, body });
        return 'updated';
      }),
    openPullRequest: ({ branch, base, title, body }) =>
      findOrOpen(
        () => call(() => find(branch)),
        () =>
          call(async () => {
            const { data } = await client.rest.pulls.create({ ...repository, head: branch, base, title, body });
            return read(pullRequest, data);
          }),
      ),
    pullRequestState: (number) =>
      call(async () => {
        const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
        return read(pullRequest, data).state;
      }),
    check: () => call(async () => void (await find('tidemark'))),
  };
}
