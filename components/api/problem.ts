import { type Problem, problem } from '#lib/contract/common.ts';

/** A refused or failed call, with what the server said about it. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  /** Seconds after which a retry can succeed, where the server said so. */
  readonly retryAfterSeconds: number | null;

  constructor(document: Problem, retryAfterSeconds: number | null, options?: ErrorOptions) {
    super(document.detail, options);
    this.name = 'ApiProblem';
    this.problem = document;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** No answer came: the console is stopped or the network is down. */
  static unreachable(cause: unknown): ApiProblem {
    return new ApiProblem(
      {
        type: 'urn:tidemark:problem:unavailable',
        title: 'No answer from Tidemark',
        status: 0,
        detail: 'The console did not answer. Check that it is running and that you are online, then try again.',
        code: 'unavailable',
      },
      null,
      { cause },
    );
  }

  /** The message for the field at `path`, as a form shows it. */
  issueAt(path: string): string | undefined {
    return this.problem.issues?.find((issue) => issue.path === path)?.message;
  }
}

/** The refused `response` as an error: its problem document, or a plain one where a proxy answered with something else. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(seconds) ? seconds : null;
  if (parsed.success) return new ApiProblem(parsed.data, retryAfterSeconds);
  const { status, statusText } = response;
  const detail = `The server answered with status ${status} and no explanation.`;
  const title = statusText || 'Request failed';
  return new ApiProblem({ type: 'about:blank', title, status, detail, code: 'internal' }, retryAfterSeconds);
}
