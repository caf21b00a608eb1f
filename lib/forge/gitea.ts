import { z } from 'zod';
import { apiAddress, ownerAndName } from './address.ts';
import { calling, createForgeFetch, type ForgeWorld, reading, webUrl } from './call.ts';
import { findOrOpen } from './find-or-open.ts';
import { type FoundComment, findOwnComment, markedBody } from './own-comment.ts';
import type { Forge, ForgeConnection, PullRequest } from './types.ts';

const id = z.int().positive();
const user = z.object({ login: z.string() });
const comments = z.array(
  z
    .object({ id, body: z.string().nullish(), user: user.nullish() })
    .transform((found): FoundComment => ({ id: found.id, author: found.user?.login ?? null, body: found.body ?? '' })),
);

/** After its branch is deleted, `ref` names the pull request and only `label` still the branch. */
const side = z.object({ ref: z.string(), label: z.string().nullish(), repo_id: z.int().nullish() });
const pullRequest = z
  .object({
    number: id,
    html_url: webUrl,
    state: z.enum(['open', 'closed']),
    merged: z.boolean().nullish(),
    head: side,
    base: side,
  })
  .transform(({ number, html_url: url, state, merged, head, base }) => ({
    pullRequest: { number, url, state: merged === true ? 'merged' : state } satisfies PullRequest,
    branches: head.repo_id === base.repo_id ? [head.ref, head.label] : [],
  }));

/** Largest page that Gitea gives without being set up for more, and pages searched for the pull request of a branch. */
const PAGE_SIZE = 50;
const SEARCHED_PAGES = 10;

/** A repository on Gitea or Forgejo. */
export function createGitea(connection: ForgeConnection, world: ForgeWorld): Forge {
  const { owner, repo } = ownerAndName(connection.project);
  const api = apiAddress(connection);
  const repository = `/repos/${owner}/${repo}`;
  const fetch = createForgeFetch(connection, world);

  /** Sends one request and reads its JSON. */
  const ask = <S extends z.ZodType>(schema: S, path: string, method = 'GET', body?: object): Promise<z.infer<S>> =>
    calling(connection, async () => {
      const headers = { authorization: `token ${connection.token}`, accept: 'application/json' };
      const init =
        body === undefined
          ? { method, headers }
          : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const text = await (await fetch(`${api}${path}`, init)).text();
      return reading(connection, schema, parsed(text));
    });

  const ownName = async () => (await ask(user, '/user')).login;

  /** Gitea gives all comments of one pull request at once. */
  async function* allComments(number: number): AsyncGenerator<FoundComment[]> {
    yield await ask(comments, `${repository}/issues/${number}/comments`);
  }

  /** There is no search by branch: the newest pull requests are looked through. */
  async function find(branch: string): Promise<PullRequest[]> {
    for (let page = 1; page <= SEARCHED_PAGES; page += 1) {
      const query = `state=all&limit=${PAGE_SIZE}&page=${page}`;
      const found = await ask(z.array(pullRequest), `${repository}/pulls?${query}`);
      const own = found.filter(({ branches }) => branches.includes(branch));
      if (own.length > 0 || found.length === 0) return own.map((each) => each.pullRequest);
    }
    return [];
  }

  return {
    async upsertComment(number, marker, text) {
      const body = markedBody(marker, text);
      const own = await findOwnComment(allComments(number), marker, ownName);
      if (own === undefined) {
        await ask(z.unknown(), `${repository}/issues/${number}/comments`, 'POST', { body });
        return 'created';
      }
      await ask(z.unknown(), `${repository}/issues/comments/${own.id}`, 'PATCH', { body });
      return 'updated';
    },
    openPullRequest: ({ branch, base, title, body }) =>
      findOrOpen(
        () => find(branch),
        async () =>
          (await ask(pullRequest, `${repository}/pulls`, 'POST', { head: branch, base, title, body })).pullRequest,
      ),
    pullRequestState: async (number) => (await ask(pullRequest, `${repository}/pulls/${number}`)).pullRequest.state,
    check: async () => void (await ask(z.array(pullRequest), `${repository}/pulls?limit=1`)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
