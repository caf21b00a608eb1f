import type { RestEndpointMethodTypes } from '@octokit/rest';
import { json, type Reply } from '../http.ts';
import { type ForgeDialect, type ForgeRequest, pageOf, textOf } from './dialect.ts';
import type { StoredComment, StoredPullRequest } from './store.ts';

type Comment = RestEndpointMethodTypes['issues']['getComment']['response']['data'];
type Pull = RestEndpointMethodTypes['pulls']['get']['response']['data'];

const refusal = (status: number, message: string, errors?: unknown[]) => ({
  message,
  ...(errors === undefined ? {} : { errors }),
  documentation_url: 'https://docs.github.com/rest',
  status: String(status),
});

const notFound = () => json(404, refusal(404, 'Not Found'));

function commentView({ id, author, body }: StoredComment, number: number, { origin, project }: ForgeRequest) {
  const at = `${origin}/api/v3/repos/${project.name}/issues`;
  return {
    id,
    node_id: `IC_${id}`,
    url: `${at}/comments/${id}`,
    html_url: `${origin}/${project.name}/pull/${number}#issuecomment-${id}`,
    issue_url: `${at}/${number}`,
    body,
    user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
    created_at: '2026-11-23T12:00:00Z',
    updated_at: '2026-11-23T12:00:00Z',
    author_association: 'CONTRIBUTOR',
  } satisfies Partial<Omit<Comment, 'user'>> & { user: Partial<Comment['user']> };
}

function pullView(pull: StoredPullRequest, { origin, project }: ForgeRequest) {
  const merged = pull.state === 'merged';
  return {
    id: 5000 + pull.number,
    number: pull.number,
    html_url: `${origin}/${project.name}/pull/${pull.number}`,
    state: pull.state === 'open' ? 'open' : 'closed',
    title: pull.title,
    body: pull.body,
    merged,
    merged_at: merged ? '2026-11-23T12:00:00Z' : null,
    draft: false,
  } satisfies Partial<Pull>;
}

function withPull({ project, matched }: ForgeRequest, use: (pull: StoredPullRequest) => Reply): Reply {
  const pull = project.find(Number(matched[0]));
  return pull === undefined ? notFound() : use(pull);
}

function listPulls(request: ForgeRequest): Reply {
  const { project, query } = request;
  const [state, head] = [query.get('state') ?? 'open', query.get('head')];
  const owner = project.name.split('/')[0];
  const found = project.pullRequests.filter(
    (pull) =>
      (state === 'all' || (state === 'open') === (pull.state === 'open')) &&
      (head === null || head === `${owner}:${pull.branch}`),
  );
  const { items } = pageOf(found.toReversed(), query, 'per_page', 100);
  return json(
    200,
    items.map((pull) => pullView(pull, request)),
  );
}

function openPull(request: ForgeRequest): Reply {
  const { project, body, account: author } = request;
  const [branch, base] = [textOf(body, 'head'), textOf(body, 'base')];
  const invalid = (message: string) =>
    json(422, refusal(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }]));
  if (project.ofBranch(branch).some(({ state }) => state === 'open')) {
    return invalid(`A pull request already exists for ${project.name.split('/')[0]}:${branch}.`);
  }
  if (branch === base) return invalid(`No commits between ${base} and ${branch}`);
  const opened = project.open({ branch, base, title: textOf(body, 'title'), body: textOf(body, 'body'), author });
  return json(201, pullView(opened, request));
}

function listComments(request: ForgeRequest): Reply {
  const { origin, project, query } = request;
  return withPull(request, (pull) => {
    const { items, page, hasNext } = pageOf(pull.comments, query, 'per_page', 100);
    const next = `${origin}/api/v3/repos/${project.name}/issues/${pull.number}/comments?per_page=${query.get('per_page') ?? 30}&page=${page + 1}`;
    const views = items.map((comment) => commentView(comment, pull.number, request));
    return json(200, views, hasNext ? { link: `<${next}>; rel="next"` } : {});
  });
}

function updateComment(request: ForgeRequest): Reply {
  const found = request.project.findComment(Number(request.matched[0]));
  if (found === undefined) return notFound();
  if (found.comment.author !== request.account) return json(403, refusal(403, 'Must have admin rights to Repository.'));
  found.comment.body = textOf(request.body, 'body');
  return json(200, commentView(found.comment, found.pullRequest.number, request));
}

function addComment(request: ForgeRequest): Reply {
  const body = textOf(request.body, 'body');
  if (body.length > 65_536) return json(422, refusal(422, 'Body is too long (maximum is 65536 characters)'));
  return withPull(request, (pull) => {
    const added = request.project.comment(pull, request.account, body);
    return json(201, commentView(added, pull.number, request));
  });
}

/** GitHub Enterprise Server: its API lies below a path. */
export const GITHUB: ForgeDialect = {
  project: /^\/api\/v3\/repos\/([^/]+\/[^/]+)/,
  token: ({ authorization }) => /^(?:token|bearer) (.+)$/i.exec(authorization ?? '')?.[1] ?? null,
  self: { method: 'POST', path: '/api/graphql', answer: (login) => ({ data: { viewer: { login } } }) },
  refusal,
  page: (project, number) => `/${project}/pull/${number}`,
  routes: [
    { method: 'GET', path: /^\/pulls$/, handle: listPulls },
    { method: 'POST', path: /^\/pulls$/, handle: openPull },
    {
      method: 'GET',
      path: /^\/pulls\/(\d+)$/,
      handle: (request) => withPull(request, (pull) => json(200, pullView(pull, request))),
    },
    { method: 'GET', path: /^\/issues\/(\d+)\/comments$/, handle: listComments },
    { method: 'POST', path: /^\/issues\/(\d+)\/comments$/, handle: addComment },
    { method: 'PATCH', path: /^\/issues\/comments\/(\d+)$/, handle: updateComment },
  ],
};
