import type { MergeRequestSchema, NoteSchema } from '@gitbeaker/rest';
import { json, type Reply } from '../http.ts';
import { type ForgeDialect, type ForgeRequest, pageOf, textOf } from './dialect.ts';
import type { StoredComment, StoredPullRequest } from './store.ts';

/** GitLab says `message` of its own refusals and `error` of what its parameters lack. */
const refusal = (status: number, message: string) => ({
  message: status === 401 || status === 404 ? `${status} ${message}` : message,
});

const notFound = () => json(404, refusal(404, 'Not found'));

const PROJECT_ID = 42;

function noteView({ id, author, body }: StoredComment, iid: number) {
  return {
    id,
    body,
    author: { username: author },
    system: false,
    noteable_iid: iid,
    created_at: '2026-11-23T12:00:00.000Z',
    updated_at: '2026-11-23T12:00:00.000Z',
  } satisfies Partial<Omit<NoteSchema, 'author'>> & { author: Partial<NoteSchema['author']> };
}

const STATE = { open: 'opened', merged: 'merged', closed: 'closed' } as const;

function requestView(pull: StoredPullRequest, { origin, project }: ForgeRequest) {
  return {
    id: 5000 + pull.number,
    iid: pull.number,
    project_id: PROJECT_ID,
    source_project_id: PROJECT_ID,
    target_project_id: PROJECT_ID,
    source_branch: pull.branch,
    target_branch: pull.base,
    title: pull.title,
    description: pull.body,
    state: STATE[pull.state],
    web_url: `${origin}/${project.name}/-/merge_requests/${pull.number}`,
  } satisfies Partial<MergeRequestSchema>;
}

function withRequest({ project, matched }: ForgeRequest, use: (pull: StoredPullRequest) => Reply): Reply {
  const pull = project.find(Number(matched[0]));
  return pull === undefined ? notFound() : use(pull);
}

function listRequests(request: ForgeRequest): Reply {
  const { project, query } = request;
  const branch = query.get('source_branch');
  const found = project.pullRequests.filter((pull) => branch === null || pull.branch === branch).toReversed();
  const { items } = pageOf(found, query, 'per_page', 100);
  return json(
    200,
    items.map((pull) => requestView(pull, request)),
  );
}

function openRequest(request: ForgeRequest): Reply {
  const { project, body, account: author } = request;
  const [branch, base] = [textOf(body, 'source_branch'), textOf(body, 'target_branch')];
  const existing = project.ofBranch(branch).find(({ state }) => state === 'open');
  if (existing !== undefined) {
    const message = `Another open merge request already exists for this source branch: !${existing.number}`;
    return json(409, { message: [message] });
  }
  if (branch === base)
    return json(400, { message: { base: ["You can't use same project/branch for source and target"] } });
  const opened = project.open({
    branch,
    base,
    title: textOf(body, 'title'),
    body: textOf(body, 'description'),
    author,
  });
  return json(201, requestView(opened, request));
}

function listNotes(request: ForgeRequest): Reply {
  return withRequest(request, (pull) => {
    // GitLab lists the newest first unless asked otherwise.
    const sorted = request.query.get('sort') === 'asc' ? pull.comments : pull.comments.toReversed();
    const { items } = pageOf(sorted, request.query, 'per_page', 100);
    return json(
      200,
      items.map((note) => noteView(note, pull.number)),
    );
  });
}

function addNote(request: ForgeRequest): Reply {
  return withRequest(request, (pull) => {
    const added = request.project.comment(pull, request.account, textOf(request.body, 'body'));
    return json(201, noteView(added, pull.number));
  });
}

function editNote(request: ForgeRequest): Reply {
  const found = request.project.findComment(Number(request.matched[1]));
  if (found === undefined || found.pullRequest.number !== Number(request.matched[0])) return notFound();
  if (found.comment.author !== request.account) return json(403, { message: '403 Forbidden' });
  found.comment.body = textOf(request.body, 'body');
  return json(200, noteView(found.comment, found.pullRequest.number));
}

export const GITLAB: ForgeDialect = {
  project: /^\/api\/v4\/projects\/([^/]+)/,
  token: ({ 'private-token': token }) => (typeof token === 'string' ? token : null),
  self: { method: 'GET', path: '/api/v4/user', answer: (username) => ({ id: 7, username, state: 'active' }) },
  refusal,
  page: (project, number) => `/${project}/-/merge_requests/${number}`,
  routes: [
    { method: 'GET', path: /^\/merge_requests$/, handle: listRequests },
    { method: 'POST', path: /^\/merge_requests$/, handle: openRequest },
    {
      method: 'GET',
      path: /^\/merge_requests\/(\d+)$/,
      handle: (request) => withRequest(request, (pull) => json(200, requestView(pull, request))),
    },
    { method: 'GET', path: /^\/merge_requests\/(\d+)\/notes$/, handle: listNotes },
    { method: 'POST', path: /^\/merge_requests\/(\d+)\/notes$/, handle: addNote },
    { method: 'PUT', path: /^\/merge_requests\/(\d+)\/notes\/(\d+)$/, handle: editNote },
  ],
};
