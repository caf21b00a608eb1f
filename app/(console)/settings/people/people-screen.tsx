'use client';

import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { PeopleTable } from '#components/settings/people-table.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { UserView } from '#lib/contract/people.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';

const PAGE_ROWS = 50;

/** Who may sign in, and as what. */
export function PeopleScreen({ initial }: { initial: OperationResponse<'listUsers'> }) {
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<UserView | null>(null);
  const reading = useApiPages('listUsers', { limit: PAGE_ROWS }, { initial });
  const people = reading.items ?? [];
  return (
    <>
      <PageHeader
        title="People"
        answer="Each role may do all that the ones before it may. Disabling somebody ends their sessions at once."
        actions={
          <MayButton
            permission="people.write"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Add a person
          </MayButton>
        }
      />
      <Panel title="Accounts" flush>
        <PeopleTable people={people} onEdit={setEdited} />
        <LoadMore reading={reading} noun="account" />
      </Panel>
      {adding && <AddPersonDialog onClose={() => setAdding(false)} />}
      {edited !== null && <EditPersonDialog person={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
