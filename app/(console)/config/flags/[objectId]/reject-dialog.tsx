'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { flagTitle } from '#components/flags/flag-words.ts';
import { DecisionDialog } from '#components/form/decision-dialog.tsx';
import type { FlagDriftView } from '#lib/contract/drift/flags.ts';

/** Refuses what flagd serves, with a reason. */
export function RejectDialog({ flag, onClose }: { flag: FlagDriftView; onClose: () => void }) {
  const reject = useApiAction('rejectFlag', { done: 'Rejected: git stays', onDone: onClose, onFailed: () => {} });
  return (
    <DecisionDialog
      title={`Reject ${flagTitle(flag)} as flagd serves it?`}
      effect="git stays as it is, and the flag goes on being shown until flagd follows. Tidemark changes nothing in flagd; the page says how to."
      keptWith="the flag and its incident"
      label="Reject"
      pending={reject.isPending}
      problem={reject.problem}
      onDecide={(reason) =>
        reject.run({
          params: { objectId: flag.id },
          body: { liveHash: flag.liveHash, reason, seenDecisionId: flag.decisions[0]?.id ?? null },
        })
      }
      onClose={onClose}
    />
  );
}
