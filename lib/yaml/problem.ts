import { TidemarkError } from '../platform/errors.ts';

/** Where in a file something is wrong, and what to do about it. */
export interface FileProblem {
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
  reason: string;
}

/** Most problems listed for one file and for one folder; a damaged file could otherwise list one per character. */
export const MAX_PROBLEMS = 100;

/** `file:line:column reason`, the form editors make clickable. */
export function formatProblem({ file, line, column, reason }: FileProblem): string {
  return `${file}:${line}:${column} ${reason}`;
}

/** Problems by file (in the order first met), line and column, each once, cut to a readable number. */
export function tidyProblems(problems: readonly FileProblem[]): FileProblem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  const rank = new Map(files.map((file, index) => [file, index]));
  const unique = [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()].sort(
    (a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
  const next = unique[MAX_PROBLEMS];
  if (next === undefined) return unique;
  return [
    ...unique.slice(0, MAX_PROBLEMS),
    { ...next, reason: 'more problems from here on: mend the ones above first' },
  ];
}

/** One error that tells every problem, in its text and as issues whose path is `file:line:column`. */
export function problemError(what: string, problems: readonly FileProblem[]): TidemarkError {
  const issues = problems.map(({ file, line, column, reason }) => ({
    path: `${file}:${line}:${column}`,
    message: reason,
  }));
  return new TidemarkError('invalid_input', `${what}:\n${problems.map(formatProblem).join('\n')}`, { issues });
}
