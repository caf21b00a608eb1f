/** Forges that Tidemark speaks to; `gitea` is Forgejo too. */
export type ForgeKind = 'github' | 'gitlab' | 'gitea';

/** Where a repository lies and with what it is spoken to. */
export interface ForgeConnection {
  kind: ForgeKind;
  /**
   * Address of the forge (`https://gitlab.example`) or of its API (`https://gitlab.example/api/v4`); null for the public
   * one. Gitea has no public one.
   */
  url: string | null;
  /** `owner/name`; with GitLab also a path with groups, or the number of a project. */
  project: string;
  token: string;
}

export type PullRequestState = 'open' | 'merged' | 'closed';

export interface PullRequest {
  /** As people see it: `#12`, on GitLab `!12`. */
  number: number;
  url: string;
  state: PullRequestState;
}

export interface NewPullRequest {
  /** Branch with the change, pushed already. */
  branch: string;
  /** Branch it is to be merged into. */
  base: string;
  title: string;
  /** Markdown. */
  body: string;
}

/**
 * One repository on a forge. Every method may be called again after a failure: nothing is made twice.
 *
 * All throw TidemarkError: `unauthenticated` (token refused), `forbidden` (token lacks a permission), `not_found`,
 * `conflict`, `invalid_input` (the forge refuses what was asked), `rate_limited` and `unavailable` (try again, after
 * `retryAfterSeconds` where the forge says), `misconfigured` (no such forge at the address). No message holds the token.
 */
export interface Forge {
  /**
   * Writes a comment, or replaces the body of the one that this token's account wrote before under the same marker.
   *
   * @param marker A line of `commentMarker`; it becomes the first line of the comment.
   * @param body Markdown.
   */
  upsertComment(pullRequest: number, marker: string, body: string): Promise<'created' | 'updated'>;
  /**
   * Opens a pull request, or finds the one that its branch has had already: an open one if there is, else the newest,
   * whatever has become of it.
   */
  openPullRequest(request: NewPullRequest): Promise<PullRequest>;
  pullRequestState(number: number): Promise<PullRequestState>;
  /** Reads a list of pull requests, to see whether address, project and token fit; writes nothing. */
  check(): Promise<void>;
}
