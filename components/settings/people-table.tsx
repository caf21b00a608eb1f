'use client';

import { IconCheck, IconUserOff } from '@tabler/icons-react';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { UserView } from '#lib/contract/people.ts';
import { ROLE_LABEL } from '#lib/policy/labels.ts';
import styles from './settings.module.css';

interface PeopleTableProps {
  people: readonly UserView[];
  onEdit: (person: UserView) => void;
}

/** Accounts with role, ways to sign in and state. */
export function PeopleTable({ people, onEdit }: PeopleTableProps) {
  return (
    <DataTable
      caption="Accounts"
      rows={people}
      rowId={(person) => person.id}
      sortParam="sort"
      columns={[
        {
          key: 'name',
          header: 'Name',
          sortBy: (person) => person.name,
          cell: (person) => <span className={styles.name}>{person.name}</span>,
        },
        { key: 'email', header: 'E-mail address', sortBy: (person) => person.email, cell: (person) => person.email },
        {
          key: 'role',
          header: 'Role',
          sortBy: (person) => person.role,
          cell: (person) => <span title={ROLE_LABEL[person.role].meaning}>{ROLE_LABEL[person.role].label}</span>,
        },
        { key: 'way', header: 'Signs in with', cell: waysOf },
        {
          key: 'last',
          header: 'Last sign-in',
          nowrap: true,
          sortBy: (person) => person.lastSignInAt,
          cell: (person) =>
            person.lastSignInAt === null ? 'Never' : <Time at={person.lastSignInAt} focusable={false} />,
        },
        { key: 'state', header: 'State', nowrap: true, cell: (person) => <State disabledAt={person.disabledAt} /> },
        {
          key: 'actions',
          header: 'Actions',
          cell: (person) => (
            <MayButton size="xs" variant="default" permission="people.write" onClick={() => onEdit(person)}>
              Edit
            </MayButton>
          ),
        },
      ]}
    />
  );
}

function waysOf(person: UserView): string {
  const ways = [person.hasPassword && 'password', person.viaOidc && 'single sign-on'].filter(Boolean);
  return ways.length === 0 ? 'Nothing yet' : ways.join(', ');
}

function State({ disabledAt }: { disabledAt: string | null }) {
  return disabledAt === null ? (
    <ToneBadge tone="green" icon={IconCheck} label="Active" />
  ) : (
    <ToneBadge tone="grey" icon={IconUserOff} label="Disabled" meaning="Cannot sign in." />
  );
}
