'use client';

import { Skeleton, Stack, Textarea } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { TracedText } from '#components/candidates/traced-text.tsx';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { submitOnModEnter } from '#components/form/submit-on-mod-enter.ts';
import type { CandidateDetail, MergeTarget } from '#lib/contract/candidates.ts';
import { CheckStatus } from './check-status.tsx';
import { useCheck } from './use-check.ts';

const YamlEditor = dynamic(async () => (await import('#components/editor/yaml-editor.tsx')).YamlEditor, {
  ssr: false,
  loading: () => <Skeleton height={320} />,
});

interface MergeFormProps {
  candidate: CandidateDetail;
  /** As it was read first: what is typed stays when the branch moves on, and merging says that it did. */
  target: MergeTarget;
  onDecided: (done: string) => void;
  onClose: () => void;
}

/** Edits the file of a task that is there already, beside the draft that the trace became, and asks why. */
export function MergeForm({ candidate, target: given, onDecided, onClose }: MergeFormProps) {
  const [{ taskId, commitSha, text }] = useState(given);
  const [content, setContent] = useState(text);
  const [reason, setReason] = useState('');
  const check = useCheck(candidate.id, content, { text, problems: [] }, taskId);
  const merge = useApiAction('mergeCandidate', {
    onDone: () => onDecided(`Merged into ${taskId}; the edit is on its way into git`),
    onFailed: () => {},
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (merge.isPending) return;
        merge.run({
          params: { candidateId: candidate.id },
          body: { taskId, content, commitSha, reason, revision: candidate.revision },
        });
      }}
    >
      <Stack gap="md">
        <details>
          <summary>The draft made of the trace, to copy from</summary>
          <TracedText title="Draft" text={candidate.draft} empty="It is empty." />
        </details>
        <YamlEditor
          label={`The task ${taskId} as YAML`}
          text={text}
          revision={0}
          readOnly={false}
          problems={check.problems}
          onChange={setContent}
        />
        <CheckStatus check={check} />
        <Textarea
          label="Reason"
          description="Kept with the candidate and in the audit log."
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={submitOnModEnter}
          error={merge.problem?.issueAt('reason')}
        />
        <FormProblem problem={merge.problem} title="Nothing was changed" />
        <FormActions label="Merge" pending={merge.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}
