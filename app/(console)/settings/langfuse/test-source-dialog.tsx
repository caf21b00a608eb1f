'use client';

import { Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { ConnectionReport } from '#components/connection/connection-report.tsx';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import type { LangfuseSourceView, LangfuseTest } from '#lib/contract/langfuse.ts';

interface TestSourceDialogProps {
  source: LangfuseSourceView;
  onClose: () => void;
}

/** Tries a Langfuse project step by step; nothing is written there. */
export function TestSourceDialog({ source, onClose }: TestSourceDialogProps) {
  const [test, setTest] = useState<LangfuseTest | null>(null);
  const tryIt = useApiAction('testLangfuseSource', { onDone: setTest, onFailed: () => setTest(null) });
  return (
    <Modal opened onClose={onClose} title={`Test ${source.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          tryIt.run({ params: { sourceId: source.id } });
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            Asks for the version, tries the keys and looks for scores of {source.evaluator}. It only reads.
          </Text>
          {test !== null && (
            <ConnectionReport
              test={test}
              outcome={test.ok ? 'The project can be searched.' : 'It cannot be searched.'}
            />
          )}
          <FormProblem problem={tryIt.problem} title="The test did not run" />
          <FormActions label={test === null ? 'Test' : 'Test again'} pending={tryIt.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
