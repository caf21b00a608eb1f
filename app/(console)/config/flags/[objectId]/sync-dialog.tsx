'use client';

import { Loader, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { TextDiff } from '#components/diff/text-diff.tsx';
import { flagTitle } from '#components/flags/flag-words.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { submitOnModEnter } from '#components/form/submit-on-mod-enter.ts';
import { FactList } from '#components/ui/fact-list.tsx';
import type { FlagDriftView, FlagSyncPreview } from '#lib/contract/drift/flags.ts';

interface SyncDialogProps {
  flag: FlagDriftView;
  onClose: () => void;
}

/** Shows the exact change of git, asks for a reason, and has it pushed. */
export function SyncDialog({ flag, onClose }: SyncDialogProps) {
  const params = { objectId: flag.id };
  const preview = useApi('previewFlagSync', { params });
  const sync = useApiAction('syncFlag', { done: 'On its way to git', onDone: onClose, onFailed: preview.refetch });
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sync.isPending || preview.isFetching || preview.data === undefined) return;
    const { baseCommit, liveHash } = preview.data;
    const seenDecisionId = flag.decisions[0]?.id ?? null;
    sync.run({ params, body: { baseCommit, liveHash, reason, seenDecisionId } });
  };
  const reasonProblem = sync.problem?.issueAt('reason');
  return (
    <Modal opened onClose={onClose} title={`Bring ${flagTitle(flag)} to git?`} size="xl">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {preview.data === undefined && preview.problem === null && <Loader aria-label="Reading git and flagd" />}
          <FormProblem problem={preview.problem} title="There is no change to show" />
          {preview.data !== undefined && (
            <>
              <Change preview={preview.data} />
              <Textarea
                label="Reason"
                description="Kept with the flag, in the commit, and in the audit log."
                autosize
                minRows={2}
                maxLength={500}
                required
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                onKeyDown={submitOnModEnter}
                error={reasonProblem}
              />
              <FormProblem problem={reasonProblem === undefined ? sync.problem : null} title="Nothing was written" />
              <FormActions
                label={preview.data.withoutPullRequest === null ? 'Open the pull request' : 'Push the branch'}
                pending={sync.isPending || preview.isFetching}
                onClose={onClose}
              />
            </>
          )}
        </Stack>
      </form>
    </Modal>
  );
}

function Change({ preview }: { preview: FlagSyncPreview }) {
  const { path, branch, before, after, baseCommit, withoutPullRequest } = preview;
  return (
    <>
      <Text size="sm">
        {withoutPullRequest ??
          'The change is pushed to a branch of its own under your name, and a pull request opened.'}{' '}
        Nothing is merged by it; closing the pull request or deleting the branch takes it back.
      </Text>
      <FactList
        facts={[
          ['File', <code key="path">{path}</code>],
          ['Branch', <code key="branch">{branch}</code>],
          ['Grows from', <code key="base">{baseCommit.slice(0, 10)}</code>],
        ]}
      />
      <TextDiff
        before={before === '' ? null : before}
        after={after}
        names={['git has', 'git would have']}
        label={`Change of ${path}, line by line`}
      />
    </>
  );
}
