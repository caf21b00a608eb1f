'use client';

import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { TokenTable } from '#components/settings/token-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { TokenView } from '#lib/contract/people.ts';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { RevokeToken } from './revoke-token.tsx';

const PAGE_ROWS = 50;

/** Credentials of machines, such as a pipeline. */
export function TokensScreen({ initial }: { initial: OperationResponse<'listTokens'> }) {
  const [creating, setCreating] = useState(false);
  const [revoked, setRevoked] = useState<TokenView | null>(null);
  const reading = useApiPages('listTokens', { limit: PAGE_ROWS }, { initial });
  const tokens = reading.items ?? [];
  const create = (
    <MayButton
      permission="token.write"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      Make a token
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title="API tokens"
        answer="A token acts for the person who made it, within its scopes, until it expires. Only its hash is stored."
        actions={create}
      />
      <Panel title="Tokens" flush>
        <TokenTable
          tokens={tokens}
          onRevoke={setRevoked}
          empty={
            <EmptyState icon={IconKey} title="No token yet" actions={create}>
              Make one so that a pipeline can start runs or read verdicts.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="token" />
      </Panel>
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
      {revoked !== null && <RevokeToken token={revoked} onClose={() => setRevoked(null)} />}
    </>
  );
}
