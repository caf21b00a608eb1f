'use client';

import { Button, Modal, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import type { CandidateDetail, MergeTarget } from '#lib/contract/candidates.ts';

const YamlEditor = dynamic(async () => (await import('#components/editor/yaml-editor.tsx')).YamlEditor, {
  ssr: false,
  loading: () => <Skeleton height={320} />,
});

interface MergeDialogProps {
  candidate: CandidateDetail;
  onClose: () => void;
}

/** Puts what the trace taught into a task that is there already: choose the task, edit its file, say why. */
export function MergeDialog({ candidate, onClose }: MergeDialogProps) {
  const [taskId, setTaskId] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const target = useApi(
    'getMergeTarget',
    { params: { candidateId: candidate.id, taskId: asked ?? '' } },
    { enabled: asked !== null },
  );
  const found = asked !== null && target.data?.taskId === asked ? target.data : undefined;
  return (
    <Modal opened onClose={onClose} title="Merge into an existing task" size="xl">
      <Stack gap="md">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(taskId.trim());
          }}
        >
          <TextInput
            label="Task"
            description={`Its id, as in ${candidate.repository.name}.`}
            placeholder="refund-over-limit"
            data-autofocus
            spellCheck={false}
            value={taskId}
            onChange={(event) => setTaskId(event.currentTarget.value)}
            rightSectionWidth={96}
            rightSection={
              <Button type="submit" size="compact-sm" variant="default" disabled={taskId.trim() === ''}>
                Open it
              </Button>
            }
          />
        </form>
        {asked !== null && <FormProblem problem={target.problem} title="The task was not read" />}
        {found !== undefined && (
          <MergeForm key={found.commitSha + found.taskId} candidate={candidate} target={found} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

function MergeForm({ candidate, target, onClose }: MergeDialogProps & { target: MergeTarget }) {
  const [content, setContent] = useState(target.text);
  const [reason, setReason] = useState('');
  const merge = useApiAction('mergeCandidate', {
    done: 'Merged; the edit is on its way into git',
    onDone: onClose,
    onFailed: () => {},
  });
  const { taskId, commitSha } = target;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        merge.run({
          params: { candidateId: candidate.id },
          body: { taskId, content, commitSha, reason, revision: candidate.revision },
        });
      }}
    >
      <Stack gap="md">
        <YamlEditor
          label={`The task ${taskId} as YAML`}
          text={target.text}
          revision={0}
          readOnly={false}
          problems={[]}
          onChange={setContent}
        />
        <Textarea
          label="Reason"
          description="Kept with the candidate and in the audit log."
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={merge.problem?.issueAt('reason')}
        />
        <FormProblem problem={merge.problem} title="Nothing was changed" />
        <FormActions label="Merge" pending={merge.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}
