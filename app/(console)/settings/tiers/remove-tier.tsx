'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { TierView } from '#lib/contract/drift/objects.ts';

interface RemoveTierProps {
  tier: TierView;
  onClose: () => void;
}

/** Asks before drift somewhere becomes less urgent. */
export function RemoveTier({ tier, onClose }: RemoveTierProps) {
  const remove = useApiAction('deleteTier', {
    done: `${tier.name} has no tier any more`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Take tier ${tier.tier} away from ${tier.name}?`}
      confirmLabel="Take it away"
      pending={remove.isPending}
      error={remove.problem?.message}
      onConfirm={() => remove.run({ params: { tierId: tier.id } })}
      onClose={onClose}
    >
      Drift of this {tier.subject} that begins from now on is judged without it. Incidents stay as they are. Add the
      name again to undo it.
    </ConfirmAction>
  );
}
