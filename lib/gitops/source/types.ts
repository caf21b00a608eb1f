/** What a repository is read with. */
export type GitAccess =
  | { kind: 'none' }
  | { kind: 'token'; user: string; token: string }
  /** `knownHosts`: lines of known_hosts that name the server; null takes those of the account that runs Tidemark. */
  | { kind: 'ssh'; privateKey: string; knownHosts: string | null };

/** A branch of a repository that says what should run. */
export interface GitSource {
  /** Names its cached clone: letters, digits and hyphens. */
  key: string;
  /** As `sourceUrl` gives it. */
  url: string;
  branch: string;
  access: GitAccess;
  /** Public keys (OpenPGP in ASCII armour, or lines of OpenSSH), one of which must have signed; null does not ask. */
  signers: readonly string[] | null;
  /** What Flux's GitRepository leaves out besides the `.sourceignore` files, in their form; null where it says nothing. */
  ignore: string | null;
}

/** The last commit that was read without a problem. */
export interface LastGood {
  commit: string;
  fetchedAt: Date;
}

/** How a branch's head came from the one before: `rewritten` is a forced push, `unknown` a server that does not tell. */
export type BranchHistory = 'first' | 'same' | 'continued' | 'rewritten' | 'unknown';

/** Whether somebody vouches for a commit. */
export type CommitSignature = { kind: 'unverified' } | { kind: 'verified'; signer: string };

/** The state of a repository that is compared with. */
export interface SourceState {
  commit: string;
  /** Head of the branch; null where it could not be read. */
  head: string | null;
  committedAt: Date;
  /** When git was last read without a problem; earlier than now while `problem` stands. */
  fetchedAt: Date;
  history: BranchHistory;
  signature: CommitSignature;
  /** Why an older commit had to be taken; null where nothing was wrong. */
  problem: string | null;
}

/** Something of a commit that Flux does not take over, or that is too large. */
export interface SkippedEntry {
  path: string;
  kind: 'link' | 'submodule' | 'too_large' | 'unsafe_path';
}

/** The files of a commit in a folder of their own. */
export interface Checkout {
  /** Absolute, without links. */
  folder: string;
  state: SourceState;
  skipped: SkippedEntry[];
}
