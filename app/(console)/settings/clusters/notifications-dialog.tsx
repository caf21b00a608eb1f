'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormProblem } from '#components/form/form-problem.tsx';
import { SecretState } from '#components/settings/secret-state.tsx';
import { CommandBlock } from '#components/ui/command-block.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import { fluxManifests, newWebhookSecret } from './flux-manifests.ts';

interface NotificationsDialogProps {
  cluster: ClusterView;
  /** Address by which Flux reaches the console; null: as this browser does. */
  publicUrl: string | null;
  onClose: () => void;
}

/** Has Flux tell Tidemark of what it corrects: makes the key, which is shown once, and the objects to apply. */
export function NotificationsDialog({ cluster, publicUrl, onClose }: NotificationsDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [hasSecret, setHasSecret] = useState(cluster.hasWebhookSecret);
  const update = useApiAction('updateCluster', {
    onDone: (saved) => setHasSecret(saved.hasWebhookSecret),
    onFailed: () => setSecret(null),
  });
  const save = (webhookSecret: string | null) => {
    setSecret(null);
    const shown = { onSuccess: () => setSecret(webhookSecret) };
    update.run({ params: { clusterId: cluster.id }, body: { webhookSecret } }, shown);
  };
  const address = `${(publicUrl ?? location.origin).replace(/\/+$/, '')}${cluster.webhookPath}`;
  return (
    <Modal opened onClose={onClose} title={`Notifications of ${cluster.name}`} size="xl">
      <Stack gap="md">
        <Text size="sm">
          With watches or at each interval Tidemark sees drift itself. What Flux corrects in between it learns from
          notification-controller, which signs what it sends with a key that both know.
        </Text>
        <Group gap="sm">
          <Text size="sm" fw={550}>
            Key
          </Text>
          <SecretState isStored={hasSecret} without="Notifications are refused." />
        </Group>
        {secret !== null && (
          <Notice tone="violet" icon={IconEyeOff} role="status" title="Copy it now">
            The key stands below, the only time it is shown. Tidemark keeps it encrypted.
          </Notice>
        )}
        {hasSecret && (
          <>
            <Text size="sm">Apply this in the cluster, or better, keep it in git with the key encrypted:</Text>
            <CommandBlock text={fluxManifests(address, secret)} />
          </>
        )}
        <FormProblem problem={update.problem} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          {hasSecret && (
            <MayButton
              permission="cluster.write"
              variant="default"
              disabled={update.isPending}
              onClick={() => save(null)}
            >
              Remove the key
            </MayButton>
          )}
          <MayButton permission="cluster.write" loading={update.isPending} onClick={() => save(newWebhookSecret())}>
            {hasSecret ? 'Replace the key' : 'Make a key'}
          </MayButton>
        </Group>
      </Stack>
    </Modal>
  );
}
