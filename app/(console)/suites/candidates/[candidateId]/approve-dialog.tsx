'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { ConfirmAction } from '#components/ui/confirm-action.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';

interface ApproveDialogProps {
  candidate: CandidateDetail;
  /** The edit that is approved. */
  revision: number;
  onDecided: (done: string) => void;
  onClose: () => void;
}

/** Shows exactly what goes to git before it goes. */
export function ApproveDialog({ candidate, revision, onDecided, onClose }: ApproveDialogProps) {
  const { id, target, repository } = candidate;
  const approve = useApiAction('approveCandidate', {
    onDone: () => onDecided('Approved; it is on its way into git'),
    onFailed: () => {},
  });
  return (
    <ConfirmAction
      opened
      title={`Put this task into ${repository.name}?`}
      confirmLabel="Approve"
      pending={approve.isPending}
      error={approve.problem?.message}
      onConfirm={() => approve.run({ params: { candidateId: id }, body: { revision } })}
      onClose={onClose}
    >
      <p>
        Tidemark commits the file under your name and pushes the branch.{' '}
        {target?.opensPullRequest ? 'It then opens a pull request.' : 'No forge is set up, so you merge it yourself.'}{' '}
        The suite changes when that is merged. To undo it, close the pull request or delete the branch; the candidate
        can then go back to the queue.
      </p>
      {target !== null && (
        <FactList
          facts={[
            ['Repository', <code key="url">{target.url}</code>],
            ['Branch', <code key="branch">{target.branch}</code>],
            ['From', <code key="base">{target.baseBranch}</code>],
            ['File', <code key="path">{target.path}</code>],
          ]}
        />
      )}
    </ConfirmAction>
  );
}
