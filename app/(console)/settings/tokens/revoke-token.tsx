'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import type { TokenView } from '#lib/contract/people.ts';

interface RevokeTokenProps {
  token: TokenView;
  onClose: () => void;
}

/** Asks before a token stops working. */
export function RevokeToken({ token, onClose }: RevokeTokenProps) {
  const revoke = useApiAction('revokeToken', {
    done: `${token.name} is revoked`,
    onDone: onClose,
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Revoke ${token.name}?`}
      confirmLabel="Revoke the token"
      destructive
      pending={revoke.isPending}
      error={revoke.problem?.message}
      onConfirm={() => revoke.run({ params: { tokenId: token.id } })}
      onClose={onClose}
    >
      Whatever uses <code>{token.prefix}…</code> is refused from the next call on. This cannot be undone; make a new
      token where it is still needed.
    </ConfirmAction>
  );
}
