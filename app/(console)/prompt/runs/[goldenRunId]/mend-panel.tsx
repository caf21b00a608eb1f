'use client';

import { CommandBlock } from '#components/ui/command-block.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';

/** Tasks shown by name where a baseline is missing. */
const SHOWN = 5;

/** The command that mends what made the gate fail. */
export function MendPanel({ run: { command, missingBaselines } }: { run: GoldenRunDetail }) {
  if (command === null) return null;
  return (
    <Panel title="How to mend it" hint={missingWords(missingBaselines)}>
      <CommandBlock text={command} />
    </Panel>
  );
}

function missingWords(missing: readonly string[]): string {
  if (missing.length === 0)
    return 'Run this in the repository, look at what it changes, and commit it with the prompt.';
  const named = missing.slice(0, SHOWN);
  const rest = missing.length - named.length;
  const names = new Intl.ListFormat('en-GB').format([...named, ...(rest > 0 ? [`${formatCount(rest)} more`] : [])]);
  return `Without a baseline nothing can be compared: ${names}. This measures and writes them.`;
}
