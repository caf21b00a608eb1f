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

/** The problem document of a refused response; a plain one where a proxy answered with something else. */
export async function problemOf(response: Response): Promise<Problem> {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  return {
    type: 'about:blank',
    title: response.statusText || 'Request failed',
    status: response.status,
    detail: `The server answered with status ${response.status} and no explanation.`,
    code: 'internal',
  };
}
