import type { IncomingMessage } from 'node:http';
import { json, type Reply, readJson, send } from '../http.ts';
import { listenOnLoopback } from '../listen.ts';
import type { ForgeDialect, ForgeRequest } from './dialect.ts';
import { GITEA } from './gitea.ts';
import { GITHUB } from './github.ts';
import { GITLAB } from './gitlab.ts';
import { ForgeProject } from './store.ts';

const DIALECTS = { github: GITHUB, gitlab: GITLAB, gitea: GITEA } as const satisfies Record<string, ForgeDialect>;

/** Token and account of the stand-in where none are given. */
export const DEMO_FORGE_TOKEN = 'forge-demo-token';
export const DEMO_FORGE_ACCOUNT = 'tidemark-bot';

export interface DemoForgeOptions {
  /** 0, the default, takes any free port of the loopback interface. */
  port?: number;
  /** Repositories it has; others are not found. */
  projects?: readonly string[];
  /** Account of each token. */
  accounts?: Record<string, string>;
}

/** A request that was answered. */
export interface SeenRequest {
  method: string;
  /** With its query. */
  path: string;
}

export interface DemoForge {
  /** `http://127.0.0.1:port`: the address of the forge in each of its dialects. */
  url: string;
  project(name: string): ForgeProject;
  /** Answers the next requests so instead of doing what they ask, one after the other. */
  fail(...replies: Reply[]): void;
  seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** Something that a request can be refused for, on the way to its route. */
type Step<T> = { refused: Reply } | { passed: T };

/**
 * Starts a stand-in for GitHub, GitLab and Gitea that keeps pull requests and comments in memory, and nothing of git:
 * any branch counts as pushed.
 */
export async function startDemoForge(options: DemoForgeOptions = {}): Promise<DemoForge> {
  const { port = 0, accounts = { [DEMO_FORGE_TOKEN]: DEMO_FORGE_ACCOUNT } } = options;
  const projects = new Map((options.projects ?? ['acme/agents']).map((name) => [name, new ForgeProject(name)]));
  const failures: Reply[] = [];
  const seen: SeenRequest[] = [];
  const { url, close } = await listenOnLoopback(async (request, response) => {
    const body = await readJson(request);
    seen.push({ method: request.method ?? 'GET', path: request.url ?? '/' });
    send(response, failures.shift() ?? answer(request, body));
  }, port);

  function answer(request: IncomingMessage, body: unknown): Reply {
    const asked = new URL(request.url ?? '/', url);
    const dialect = dialectOf(asked.pathname);
    if (dialect === undefined) return page(asked.pathname);
    const account = accounts[dialect.token(request.headers) ?? ''];
    if (account === undefined) return json(401, dialect.refusal(401, 'Unauthorized'));
    const { self } = dialect;
    if (request.method === self.method && asked.pathname === self.path) return json(200, self.answer(account));
    const step = routeOf(dialect, request.method ?? 'GET', asked.pathname);
    if ('refused' in step) return step.refused;
    const fields = typeof body === 'object' && body !== null ? { ...body } : {};
    return step.passed({ account, query: asked.searchParams, body: fields, origin: url });
  }

  type Bound = (rest: Omit<ForgeRequest, 'project' | 'matched'>) => Reply;

  function routeOf(dialect: ForgeDialect, method: string, path: string): Step<Bound> {
    const [prefix, name] = dialect.project.exec(path) ?? [];
    const project = projects.get(decodeURIComponent(name ?? ''));
    if (prefix === undefined || project === undefined) return { refused: json(404, dialect.refusal(404, 'Not Found')) };
    for (const route of dialect.routes) {
      const matched = route.method === method ? route.path.exec(path.slice(prefix.length))?.slice(1) : undefined;
      if (matched !== undefined) return { passed: (rest) => route.handle({ ...rest, project, matched }) };
    }
    return { refused: json(404, dialect.refusal(404, 'Not Found')) };
  }

  /** What people see of a pull request, as plain text. */
  function page(path: string): Reply {
    for (const [name, project] of projects) {
      const shown = project.pullRequests.find((pull) =>
        Object.values(DIALECTS).some((dialect) => dialect.page(name, pull.number) === path),
      );
      if (shown !== undefined) return plain(200, `${shown.title} (${shown.state})\n\n${shown.body}\n`);
    }
    return plain(404, 'Nothing here\n');
  }

  return {
    url,
    close,
    seen,
    fail: (...replies) => failures.push(...replies),
    project(name) {
      const project = projects.get(name) ?? new ForgeProject(name);
      projects.set(name, project);
      return project;
    },
  };
}

function dialectOf(path: string): ForgeDialect | undefined {
  return Object.values(DIALECTS).find(({ project, self }) => path === self.path || project.test(path));
}

function plain(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
