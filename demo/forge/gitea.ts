import { json, type Reply } from '../http.ts';
import { type ForgeDialect, type ForgeRequest, pageOf, textOf } from './dialect.ts';
import type { StoredComment, StoredPullRequest } from './store.ts';

const refusal = (_status: number, message: string) => ({ message, url: '/api/swagger' });
const notFound = () => json(404, { message: 'not found', errors: null, url: '/api/swagger' });

const REPOSITORY_ID = 3;

function commentView({ id, author, body }: StoredComment) {
  return { id, body, user: { id: 1, login: author }, created_at: '2026-11-23T12:00:00Z', assets: [] };
}

function pullView(pull: StoredPullRequest, { origin, project }: ForgeRequest) {
  const merged = pull.state === 'merged';
  // The branch of a merged pull request is usually gone: then only the label still names it.
  const ref = merged ? `refs/pull/${pull.number}/head` : pull.branch;
  return {
    id: 5000 + pull.number,
    number: pull.number,
    html_url: `${origin}/${project.name}/pulls/${pull.number}`,
    state: pull.state === 'open' ? 'open' : 'closed',
    title: pull.title,
    body: pull.body,
    merged,
    merged_at: merged ? '2026-11-23T12:00:00Z' : null,
    head: { label: pull.branch, ref, repo_id: REPOSITORY_ID },
    base: { label: pull.base, ref: pull.base, repo_id: REPOSITORY_ID },
  };
}

function withPull({ project, matched }: ForgeRequest, use: (pull: StoredPullRequest) => Reply): Reply {
  const pull = project.find(Number(matched[0]));
  return pull === undefined ? notFound() : use(pull);
}

function listPulls(request: ForgeRequest): Reply {
  const { project, query } = request;
  const found = project.pullRequests.filter(({ state }) => query.get('state') === 'all' || state === 'open');
  const { items } = pageOf(found.toReversed(), query, 'limit', 50);
  return json(
    200,
    items.map((pull) => pullView(pull, request)),
  );
}

function openPull(request: ForgeRequest): Reply {
  const { project, body, account: author } = request;
  const [branch, base] = [textOf(body, 'head'), textOf(body, 'base')];
  const existing = project.ofBranch(branch).find(({ state }) => state === 'open');
  if (existing !== undefined) {
    const message = `pull request already exists for these targets [id: ${existing.number}, head_branch: ${branch}, base_branch: ${base}]`;
    return json(409, refusal(409, message));
  }
  if (branch === base) return json(422, refusal(422, 'There are no changes between the head and the base'));
  const opened = project.open({ branch, base, title: textOf(body, 'title'), body: textOf(body, 'body'), author });
  return json(201, pullView(opened, request));
}

function updateComment(request: ForgeRequest): Reply {
  const found = request.project.findComment(Number(request.matched[0]));
  if (found === undefined) return notFound();
  if (found.comment.author !== request.account) return json(403, refusal(403, 'user should be the author'));
  found.comment.body = textOf(request.body, 'body');
  return json(200, commentView(found.comment));
}

function addComment(request: ForgeRequest): Reply {
  return withPull(request, (pull) =>
    json(201, commentView(request.project.comment(pull, request.account, textOf(request.body, 'body')))),
  );
}

/** Gitea and Forgejo. */
export const GITEA: ForgeDialect = {
  project: /^\/api\/v1\/repos\/([^/]+\/[^/]+)/,
  token: ({ authorization }) => /^(?:token|bearer) (.+)$/i.exec(authorization ?? '')?.[1] ?? null,
  self: { method: 'GET', path: '/api/v1/user', answer: (login) => ({ id: 1, login }) },
  refusal,
  page: (project, number) => `/${project}/pulls/${number}`,
  routes: [
    { method: 'GET', path: /^\/pulls$/, handle: listPulls },
    { method: 'POST', path: /^\/pulls$/, handle: openPull },
    {
      method: 'GET',
      path: /^\/pulls\/(\d+)$/,
      handle: (request) => withPull(request, (pull) => json(200, pullView(pull, request))),
    },
    {
      method: 'GET',
      path: /^\/issues\/(\d+)\/comments$/,
      handle: (request) => withPull(request, (pull) => json(200, pull.comments.map(commentView))),
    },
    { method: 'POST', path: /^\/issues\/(\d+)\/comments$/, handle: addComment },
    { method: 'PATCH', path: /^\/issues\/comments\/(\d+)$/, handle: updateComment },
  ],
};
