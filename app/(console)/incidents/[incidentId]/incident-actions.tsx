'use client';

import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconUserCheck, IconUserShare } from '@tabler/icons-react';
import { useKeys } from '#components/keys/use-keys.ts';
import { useRefusal, useViewer } from '#components/shell/viewer.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { PersonRef } from '#lib/contract/common.ts';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { decideTriage } from '#lib/incidents/triage.ts';
import type { useTriage } from '../use-triage.ts';

interface IncidentActionsProps {
  incident: IncidentDetail;
  people: readonly PersonRef[];
  triage: ReturnType<typeof useTriage>;
}

/** What can be done with the incident now; the same on the keys a and r. */
export function IncidentActions({ incident, people, triage }: IncidentActionsProps) {
  const refused = useRefusal('incident.triage') !== null;
  const can = (action: Parameters<typeof decideTriage>[0]) => decideTriage(action, incident.status).allowed;
  useKeys(
    refused
      ? []
      : [
          ...(can('acknowledge')
            ? [{ keys: 'a', does: 'Acknowledge the incident', run: () => triage.acknowledge(incident.id) }]
            : []),
          ...(can('resolve')
            ? [{ keys: 'r', does: 'Resolve the incident', run: () => triage.startResolving(incident) }]
            : []),
        ],
  );
  if (can('reopen')) {
    return (
      <MayButton
        permission="incident.triage"
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        loading={triage.isPending}
        onClick={() => triage.reopen(incident.id)}
      >
        Open again
      </MayButton>
    );
  }
  return (
    <>
      <OwnerMenu incident={incident} people={people} triage={triage} />
      {can('acknowledge') && (
        <MayButton
          permission="incident.triage"
          variant="default"
          leftSection={<IconUserCheck size={16} aria-hidden />}
          loading={triage.isPending}
          onClick={() => triage.acknowledge(incident.id)}
        >
          Acknowledge
        </MayButton>
      )}
      <MayButton
        permission="incident.triage"
        leftSection={<IconCircleCheck size={16} aria-hidden />}
        onClick={() => triage.startResolving(incident)}
      >
        Resolve
      </MayButton>
    </>
  );
}

/** Gives the incident to somebody: oneself first. */
function OwnerMenu({ incident, people, triage }: IncidentActionsProps) {
  const viewer = useViewer();
  const owner = incident.assignee;
  const others = people.filter(({ id }) => id !== viewer.id);
  return (
    <Menu position="bottom-end" width={240} disabled={!viewer.permissions.includes('incident.triage')}>
      <Menu.Target>
        <MayButton
          permission="incident.triage"
          variant="default"
          leftSection={<IconUserShare size={16} aria-hidden />}
          onClick={() => {}}
        >
          {owner === null ? 'Assign' : owner.name}
        </MayButton>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {owner?.id !== viewer.id && (
          <Menu.Item onClick={() => triage.assign(incident.id, viewer.id)}>Take it yourself</Menu.Item>
        )}
        {owner !== null && <Menu.Item onClick={() => triage.assign(incident.id, null)}>Give it to nobody</Menu.Item>}
        {others.length > 0 && <Menu.Label>Give it to</Menu.Label>}
        {others.map(({ id, name }) => (
          <Menu.Item key={id} disabled={id === owner?.id} onClick={() => triage.assign(incident.id, id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
