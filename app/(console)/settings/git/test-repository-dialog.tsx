'use client';

import { Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConnectionReport } from '#components/connection/connection-report.tsx';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import type { RepositoryView } from '#lib/contract/repositories.ts';

interface TestRepositoryDialogProps {
  repository: RepositoryView;
  onClose: () => void;
}

/** Tries a repository step by step; nothing is written on its server. */
export function TestRepositoryDialog({ repository, onClose }: TestRepositoryDialogProps) {
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const tryIt = useApiAction('testRepository', { onDone: setTest, onFailed: () => setTest(null) });
  return (
    <Modal opened onClose={onClose} title={`Test ${repository.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          tryIt.run({ params: { repositoryId: repository.id } });
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            Fetches the branch, reads project and suite, asks whether a push would be taken
            {repository.forge === 'none' ? '' : ', and asks the forge'}. Nothing is written there.
          </Text>
          {test !== null && (
            <ConnectionReport
              test={test}
              outcome={test.ok ? 'The repository is ready.' : 'The repository is not ready.'}
            />
          )}
          <FormProblem problem={tryIt.problem} title="The test did not run" />
          <FormActions label={test === null ? 'Test' : 'Test again'} pending={tryIt.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
