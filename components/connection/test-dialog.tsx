'use client';

import { Modal, Stack, Text } from '@mantine/core';
import type { ApiProblem } from '#components/api/problem.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import { ConnectionReport } from './connection-report.tsx';

interface TestDialogProps {
  title: string;
  /** What is tried, and that nothing is changed by it. */
  what: string;
  /** The outcome in a sentence. */
  outcome: (isReady: boolean) => string;
  /** Of the last time; null before the first. */
  test: ConnectionTest | null;
  pending: boolean;
  /** Why the test itself did not run. */
  problem: ApiProblem | null;
  onTest: () => void;
  onClose: () => void;
}

/** Tries a connection when asked to, and shows what each step found. */
export function TestDialog({ title, what, outcome, test, pending, problem, onTest, onClose }: TestDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) onTest();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{what}</Text>
          {test !== null && <ConnectionReport test={test} outcome={outcome(test.ok)} />}
          <FormProblem problem={problem} title="The test did not run" />
          <FormActions label={test === null ? 'Test' : 'Test again'} pending={pending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
