import { IconPlayerStop } from '@tabler/icons-react';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { Permission } from '#lib/policy/permissions.ts';

interface CancelRunButtonProps {
  permission: Permission;
  /** e.g. `golden run 7`. */
  name: string;
  /** What stays, e.g. `12 answers`. */
  stored: string;
  asking: boolean;
  pending: boolean;
  error: string | undefined;
  onAsk: () => void;
  onConfirm: () => void;
  onClose: () => void;
}

/** Stops a run that is going, after saying what that does. */
export function CancelRunButton({ permission, name, stored, asking, onAsk, ...confirmation }: CancelRunButtonProps) {
  return (
    <>
      <MayButton
        permission={permission}
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        onClick={onAsk}
      >
        Cancel run
      </MayButton>
      <ConfirmAction
        opened={asking}
        title={`Cancel ${name}?`}
        confirmLabel="Cancel the run"
        dismissLabel="Keep it running"
        destructive
        {...confirmation}
      >
        Calls that wait are dropped and calls under way are aborted within seconds. The {stored} stored so far are kept,
        but there will be no verdict. This cannot be undone; you can start a new run.
      </ConfirmAction>
    </>
  );
}
