'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { GatewayView } from '#lib/contract/endpoints.ts';

interface RemoveGatewayProps {
  gateway: GatewayView;
  onClose: () => void;
}

/** Asks before a gateway and its key are removed. */
export function RemoveGateway({ gateway, onClose }: RemoveGatewayProps) {
  const remove = useApiAction('deleteGateway', {
    done: `${gateway.name} is removed`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Remove ${gateway.name}?`}
      confirmLabel="Remove the gateway"
      destructive
      pending={remove.isPending}
      error={remove.problem?.message}
      onConfirm={() => remove.run({ params: { gatewayId: gateway.id } })}
      onClose={onClose}
    >
      Its address and its stored key are deleted. No endpoint uses it. This cannot be undone; you can add it again with
      its key.
    </ConfirmAction>
  );
}
