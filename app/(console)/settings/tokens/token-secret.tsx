'use client';

import { Button, CopyButton, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconCopy, IconEyeOff } from '@tabler/icons-react';
import { Notice } from '#components/ui/notice.tsx';
import type { CreatedToken } from '#lib/contract/people.ts';

interface TokenSecretProps {
  token: CreatedToken;
  onClose: () => void;
}

/** Shows a new token's secret, the only time it can be seen; a stray click or key does not close it. */
export function TokenSecret({ token, onClose }: TokenSecretProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Token ${token.name}`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Notice tone="violet" icon={IconEyeOff} role="status" title="Copy it now">
          This is the only time it is shown. Tidemark keeps only its hash.
        </Notice>
        <Group gap="sm" align="end" wrap="nowrap">
          <TextInput
            label="Secret"
            readOnly
            value={token.secret}
            style={{ flex: 1 }}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={token.secret}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                onClick={copy}
                data-autofocus
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have stored it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
