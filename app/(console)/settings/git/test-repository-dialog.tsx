'use client';

import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { TestDialog } from '#components/connection/test-dialog.tsx';
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
  const forge = repository.forge === 'none' ? '' : ', and asks the forge';
  return (
    <TestDialog
      title={`Test ${repository.name}`}
      what={`Fetches the branch, reads project and suite, asks whether a push would be taken${forge}. Nothing is written there.`}
      outcome={(isReady) => (isReady ? 'The repository is ready.' : 'The repository is not ready.')}
      test={test}
      pending={tryIt.isPending}
      problem={tryIt.problem}
      onTest={() => tryIt.run({ params: { repositoryId: repository.id } })}
      onClose={onClose}
    />
  );
}
