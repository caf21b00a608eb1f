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
