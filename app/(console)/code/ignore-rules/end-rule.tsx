'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { IgnoreRuleView } from '#lib/contract/drift/objects.ts';
import { scopeWords } from '#lib/drift/ignore-rules/scope-words.ts';
import { formatCount } from '#lib/format/numbers.ts';

/** Asks before a rule ends. */
export function EndRule({ rule, onClose }: { rule: IgnoreRuleView; onClose: () => void }) {
  const end = useApiAction('endIgnoreRule', { done: 'The rule has ended', onDone: onClose, onFailed: () => {} });
  return (
    <ConfirmAction
      opened
      title="End the rule now?"
      confirmLabel="End the rule"
      pending={end.isPending}
      error={end.problem?.message}
      onConfirm={() => end.run({ params: { ruleId: rule.id } })}
      onClose={onClose}
    >
      <p>{scopeWords(rule, rule.cluster?.name ?? null)}</p>
      What it hides, {formatCount(rule.hides.findings, 'difference')} now, counts again with the next look at the
      cluster, and may open incidents. An ended rule stays in the list and cannot be revived; you can make a new one.
    </ConfirmAction>
  );
}
