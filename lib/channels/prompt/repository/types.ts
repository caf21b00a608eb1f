import type { Project } from '../project/format.ts';
import type { PromptSource, SuiteFile } from '../sources/types.ts';
import type { GoldenTask } from '../task/format.ts';

/** A repository at one commit: its agents, its tasks and its prompts. */
export interface RepositorySuite {
  commit: string;
  project: Project;
  /** Files of the suite, in the order of their names; as many as `tasks`. */
  suite: SuiteFile[];
  tasks: GoldenTask[];
  /** By the name of the agent. */
  prompts: ReadonlyMap<string, PromptSource>;
}

/** A file or folder of a commit. */
export interface TreeEntry {
  /** Octal, as git writes it: 100644, 100755 a file; 120000 a link; 040000 a folder; 160000 a submodule. */
  mode: string;
  id: string;
  /** Bytes; null for what is no file. */
  size: number | null;
  /** From the top of the repository. */
  path: string;
}
