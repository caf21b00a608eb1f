/** One line of the table that the matrices print. */
export interface Verdict {
  case: string;
  of: string;
  ours: string;
  isRight: boolean;
  /** What kubectl's server-side diff sees; null where it was not asked. */
  kubectl: boolean | null;
}

/** A table of verdicts with their counts, for the output of a test run. */
export function verdictTable(title: string, verdicts: readonly Verdict[]): string {
  const lines = verdicts.map(({ case: name, of, ours, isRight, kubectl }) =>
    [isRight ? '✓' : '✗', name.padEnd(48), of.padEnd(40), wordOf(kubectl).padEnd(8), ours].join('  '),
  );
  const right = verdicts.filter(({ isRight }) => isRight).length;
  const asked = verdicts.filter(({ kubectl }) => kubectl !== null);
  const seen = asked.filter(({ kubectl }) => kubectl === true).length;
  const kubectlCount =
    asked.length === 0 ? '' : `; kubectl diff --server-side sees a difference in ${seen} of ${asked.length}`;
  return [`${title}: ${right} of ${verdicts.length} right${kubectlCount}`, ...lines].join('\n');
}

function wordOf(kubectl: boolean | null): string {
  if (kubectl === null) return '–';
  return kubectl ? 'differs' : 'same';
}
