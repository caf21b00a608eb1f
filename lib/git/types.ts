/** What git names itself with to a server over https. */
export interface GitSecret {
  user: string;
  token: string;
}

/** Who wrote a commit, and when. */
export interface GitAuthor {
  name: string;
  email: string;
  at: Date;
}

/** A repository that git talks to. */
export interface GitRemote {
  /** As {@link parseGitUrl} lets it through: without credentials. */
  url: string;
  /** Null where none is stored. */
  secret: GitSecret | null;
  /** Left out, ssh uses the keys of the account that runs Tidemark. */
  ssh?: GitSshFiles;
}

/** Files that ssh reads instead of the account's own; paths without quotes and blanks. */
export interface GitSshFiles {
  identityFile: string;
  /** Null: the account's list of known servers. */
  knownHostsFile: string | null;
}

export interface GitRunOptions {
  /** Text for standard input. */
  input?: string;
  /** Of the commit being made; without one git is given no identity at all. */
  author?: GitAuthor;
  /** An index of its own, for putting a tree together without touching the folder. */
  indexFile?: string;
  signal?: AbortSignal;
  /** Milliseconds until the command is ended; `LOCAL_TIMEOUT_MS` when left out. */
  timeoutMs?: number;
}

/** The git binary in one folder, for one remote. */
export interface Git {
  /**
   * Runs one git command and gives what it wrote to standard output.
   *
   * @throws TidemarkError by what git said: `unavailable` where a later try can succeed, else one that says what to mend.
   */
  run(args: readonly string[], options?: GitRunOptions): Promise<string>;
  /** The same for `git cat-file`, in bytes. */
  catFile(args: readonly string[], options?: GitRunOptions): Promise<Buffer>;
}
