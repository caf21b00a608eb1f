'use client';

import { IconBan, IconCheck, IconClockOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DataTable } from '#components/table/data-table.tsx';
import { useNowMs } from '#components/time/now.tsx';
import { Time } from '#components/time/time.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { TokenView } from '#lib/contract/people.ts';
import { PERMISSION_LABEL } from '#lib/policy/labels.ts';
import styles from './settings.module.css';
import { tokenState } from './token-state.ts';

interface TokenTableProps {
  tokens: readonly TokenView[];
  onRevoke: (token: TokenView) => void;
  empty: ReactNode;
}

/** API tokens with what they may do and how long. */
export function TokenTable({ tokens, onRevoke, empty }: TokenTableProps) {
  const nowMs = useNowMs();
  return (
    <DataTable
      caption="API tokens"
      rows={tokens}
      rowId={(token) => token.id}
      empty={empty}
      columns={[
        { key: 'name', header: 'Token', cell: (token) => <span className={styles.name}>{token.name}</span> },
        { key: 'prefix', header: 'Starts with', nowrap: true, cell: (token) => <code>{token.prefix}…</code> },
        {
          key: 'scopes',
          header: 'Scopes',
          cell: (token) => (
            <span title={token.scopes.map((scope) => PERMISSION_LABEL[scope]).join('\n')}>
              {token.scopes.join(', ')}
            </span>
          ),
        },
        { key: 'by', header: 'Acts for', cell: (token) => token.createdBy },
        {
          key: 'used',
          header: 'Last used',
          nowrap: true,
          cell: (token) => (token.lastUsedAt === null ? 'Never' : <Time at={token.lastUsedAt} focusable={false} />),
        },
        {
          key: 'expires',
          header: 'Expires',
          nowrap: true,
          cell: (token) => <Time at={token.expiresAt} focusable={false} />,
        },
        { key: 'state', header: 'State', nowrap: true, cell: (token) => STATE_BADGE[tokenState(token, nowMs)] },
        {
          key: 'actions',
          header: 'Actions',
          cell: (token) =>
            tokenState(token, nowMs) === 'valid' ? (
              <MayButton size="xs" variant="default" permission="token.write" onClick={() => onRevoke(token)}>
                Revoke
              </MayButton>
            ) : null,
        },
      ]}
    />
  );
}

const STATE_BADGE: Record<ReturnType<typeof tokenState>, ReactNode> = {
  valid: <ToneBadge tone="green" icon={IconCheck} label="Valid" />,
  expired: <ToneBadge tone="grey" icon={IconClockOff} label="Expired" meaning="It is refused." />,
  revoked: <ToneBadge tone="grey" icon={IconBan} label="Revoked" meaning="It is refused." />,
};
