import { createRequesterFn, type FormattedResponse } from '@gitbeaker/requester-utils';
import { MergeRequestNotes, MergeRequests, Users } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Fetch } from '#lib/gateway/capped-fetch.ts';
import { apiAddress, gitLabProject } from './address.ts';
import { calling, createForgeFetch, type ForgeWorld, MAX_PAGES, reading, webUrl } from './call.ts';
import { findOrOpen } from './find-or-open.ts';
import { type FoundComment, findOwnComment, markedBody } from './own-comment.ts';
import type { Forge, ForgeConnection, PullRequest, PullRequestState } from './types.ts';

const id = z.int().positive();
const user = z.object({ username: z.string() });
const notes = z.array(
  z.object({ id, body: z.string(), author: user.nullish(), system: z.boolean().default(false) }).transform(
    (note): FoundComment => ({
      id: note.id,
      author: note.author?.username ?? null,
      body: note.system ? '' : note.body,
    }),
  ),
);

/** `locked` is a merge request that is being merged. */
const STATE = { opened: 'open', locked: 'open', merged: 'merged', closed: 'closed' } as const satisfies Record<
  string,
  PullRequestState
>;
const mergeRequest = z
  .object({
    iid: id,
    web_url: webUrl,
    state: z.enum(['opened', 'locked', 'merged', 'closed']),
    source_project_id: z.int().nullish(),
    target_project_id: z.int().nullish(),
  })
  .transform(({ iid, web_url: url, state, source_project_id: source, target_project_id: target }) => ({
    pullRequest: { number: iid, url, state: STATE[state] } satisfies PullRequest,
    fromFork: source !== target,
  }));

/** A project on GitLab. */
export function createGitLab(connection: ForgeConnection, world: ForgeWorld): Forge {
  const options = {
    host: apiAddress(connection).replace(/\/api\/v4$/, ''),
    token: connection.token,
    requesterFn: requester(createForgeFetch(connection, world)),
  };
  const [notesClient, requests, users] = [
    new MergeRequestNotes(options),
    new MergeRequests(options),
    new Users(options),
  ];
  const project = gitLabProject(connection.project);
  const call = <T>(work: () => Promise<T>) => calling(connection, work);
  const read = <S extends z.ZodType>(schema: S, answer: unknown) => reading(connection, schema, answer);

  const ownName = async () => read(user, await users.showCurrentUser()).username;

  async function* allNotes(number: number): AsyncGenerator<FoundComment[]> {
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const found = read(notes, await notesClient.all(project, number, { sort: 'asc', perPage: 100, page }));
      yield found;
      if (found.length < 100) return;
    }
  }

  async function find(sourceBranch: string): Promise<PullRequest[]> {
    const found = await requests.all({ projectId: project, sourceBranch, perPage: 100, page: 1 });
    return read(z.array(mergeRequest), found).flatMap(({ pullRequest, fromFork }) => (fromFork ? [] : [pullRequest]));
  }

  return {
    upsertComment: (number, marker, text) =>
      call(async () => {
        const body = markedBody(marker, text);
        const own = await findOwnComment(allNotes(number), marker, ownName);
        if (own === undefined) {
          await notesClient.create(project, number, body);
          return 'created';
        }
        await notesClient.edit(project, number, own.id, { body });
        return 'updated';
      }),
    openPullRequest: ({ branch, base, title, body: description }) =>
      findOrOpen(
        () => call(() => find(branch)),
        () =>
          call(async () => {
            const opened = await requests.create(project, branch, base, title, {
              description,
              removeSourceBranch: true,
            });
            return read(mergeRequest, opened).pullRequest;
          }),
      ),
    pullRequestState: (number) =>
      call(async () => read(mergeRequest, await requests.show(project, number)).pullRequest.state),
    check: () => call(async () => void (await find('tidemark'))),
  };
}

/** Sends what the client asks for with our own fetch: the client's own repeats at once what GitLab asks to repeat later. */
function requester(fetch: Fetch) {
  const asIs = async <T>(_service: unknown, request: T): Promise<T> => request;
  return createRequesterFn(asIs, async (endpoint, request = {}): Promise<FormattedResponse> => {
    const { prefixUrl, searchParams, method, headers, body } = wireRequest.parse(request);
    const url = `${prefixUrl}/${endpoint}${searchParams === undefined ? '' : `?${searchParams}`}`;
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.json() };
  });
}

const wireRequest = z.object({
  prefixUrl: z.string().transform((url) => url.replace(/\/+$/, '')),
  searchParams: z.string().optional(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
});
