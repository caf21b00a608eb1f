import type { Command } from 'commander';

/** Where the result of a gate goes besides the terminal. */
export interface PublishOptions {
  githubComment?: true;
  gitlabNote?: true;
  /** Address of a console. */
  console?: string;
  /** API token of that console with the scope `golden.report`. */
  token?: string;
}

/** Adds the options that `checkPublication` and `publishReport` take. */
export function addPublishOptions(command: Command): Command {
  return command
    .option('--github-comment', 'comment on the pull request, on GitHub or Gitea Actions (needs GITHUB_TOKEN)')
    .option('--gitlab-note', 'comment on the merge request, in GitLab CI (needs GITLAB_TOKEN)')
    .option('--console <url>', 'post the result to this console (default: TIDEMARK_CONSOLE_URL)')
    .option('--token <token>', 'API token of the console, scope golden.report (default: TIDEMARK_CONSOLE_TOKEN)');
}
