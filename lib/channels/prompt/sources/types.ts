/** A prompt as it stands in a work tree or at a commit. */
export interface PromptSource {
  /** Path from the top of the repository, with forward slashes. */
  path: string;
  text: string;
  promptHash: string;
}

/** A file of the suite as text. */
export interface SuiteFile {
  /** Path from the top of the repository, with forward slashes. */
  path: string;
  text: string;
}

/** What is under test: the work tree. */
export interface HeadSource {
  /** Null outside git, and before the first commit. */
  commit: string | null;
  /** Null where no branch is checked out. */
  branch: string | null;
  prompt: PromptSource;
  suite: SuiteFile[];
}

/** What it is compared with: the merge base of head and a ref. */
export interface BaseSource {
  /** As it was asked for. */
  ref: string;
  commit: string;
  /** Null where the prompt did not exist yet. */
  prompt: PromptSource | null;
  /** Empty where the suite did not exist yet. */
  suite: SuiteFile[];
}

/** A task that the diff touches, for reviewers: a change of the suite is a change of the measure. */
export interface SuiteChange {
  id: string;
  /** `baseline`: nothing but recorded baselines changed. */
  kind: 'added' | 'edited' | 'removed' | 'baseline';
  /** What changed, in words, such as a pass rate that a bless lowered; empty where the kind says it all. */
  detail: string;
}
