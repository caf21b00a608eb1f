'use client';

import { Button, Group, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconDeviceFloppy, IconLoader2, IconUsers } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import styles from '#components/candidates/candidates.module.css';
import { useKeys } from '#components/keys/use-keys.ts';
import { useRefusal } from '#components/shell/viewer.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { CandidateDetail, DraftProblem } from '#lib/contract/candidates.ts';
import type { GoldenTarget } from '#lib/contract/golden/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { TryDialog } from './try-dialog.tsx';
import { useDraft } from './use-draft.ts';

// The editor is most of this page's script and is of no use before the page has come to life.
const YamlEditor = dynamic(async () => (await import('#components/editor/yaml-editor.tsx')).YamlEditor, {
  ssr: false,
  loading: () => <Skeleton height={320} />,
});

type Asking = 'approve' | 'reject' | 'merge' | 'try';

/** The task made of the trace: edited with what is wrong marked, tried, and decided about. */
export function DraftPanel({ candidate, targets }: { candidate: CandidateDetail; targets: readonly GoldenTarget[] }) {
  const draft = useDraft(candidate);
  const [asking, setAsking] = useState<Asking | null>(null);
  const refusal = useRefusal('candidate.decide');
  const open = candidate.state === 'pending';
  const decided = open ? undefined : 'It is decided already.';
  const broken = draft.problems.length > 0 ? 'Something is wrong with the task; it is marked below.' : undefined;
  const close = () => setAsking(null);
  const ask = (what: Asking, blocked: string | undefined) => {
    if (refusal !== null || blocked !== undefined) return;
    if (what === 'approve' && draft.dirty) draft.store(() => setAsking(what));
    else setAsking(what);
  };
  useKeys([
    { keys: 'a', does: 'Approve the candidate', run: () => ask('approve', decided ?? broken) },
    { keys: 'x', does: 'Reject the candidate', run: () => ask('reject', decided) },
    { keys: 'm', does: 'Merge it into an existing task', run: () => ask('merge', decided) },
    { keys: 't', does: 'Try the draft', run: () => ask('try', decided ?? broken) },
  ]);
  return (
    <Panel
      title="Task made of it"
      hint={
        candidate.target === null
          ? 'It goes to git as a file of its own, once it has a usable id.'
          : `${candidate.target.path} on a branch of ${candidate.repository.name}`
      }
      actions={
        <Group gap="xs">
          <MayButton
            variant="default"
            permission="candidate.decide"
            blocked={decided ?? broken}
            onClick={() => ask('try', undefined)}
          >
            Try it
          </MayButton>
          <MayButton
            variant="default"
            permission="candidate.decide"
            blocked={decided}
            onClick={() => ask('merge', undefined)}
          >
            Merge
          </MayButton>
          <MayButton
            variant="default"
            permission="candidate.decide"
            blocked={decided}
            onClick={() => ask('reject', undefined)}
          >
            Reject
          </MayButton>
          <MayButton
            permission="candidate.decide"
            blocked={decided ?? broken}
            loading={draft.save.isPending}
            onClick={() => ask('approve', undefined)}
          >
            Approve
          </MayButton>
        </Group>
      }
    >
      <div className={styles.steps}>
        {draft.overtaken && (
          <Notice tone="violet" icon={IconUsers} role="status" title="Edited by somebody else">
            {candidate.editedBy?.name ?? 'Somebody'} stored another edit. What you typed is still here.{' '}
            <Button size="compact-xs" variant="default" onClick={draft.takeStored}>
              Take the stored text
            </Button>
          </Notice>
        )}
        {draft.save.problem !== null && (
          <Notice tone="magenta" icon={IconAlertTriangle} role="alert" title="Not stored">
            {draft.save.problem.message}
          </Notice>
        )}
        <YamlEditor
          label="The task as YAML"
          text={draft.text}
          revision={draft.revision}
          readOnly={!open || refusal !== null}
          problems={draft.problems}
          onChange={draft.change}
        />
        <Group justify="space-between" gap="sm">
          <Problems problems={draft.problems} />
          {open && (
            <MayButton
              variant="default"
              permission="candidate.decide"
              leftSection={
                draft.save.isPending ? (
                  <IconLoader2 size={16} aria-hidden />
                ) : (
                  <IconDeviceFloppy size={16} aria-hidden />
                )
              }
              blocked={draft.dirty ? undefined : 'Everything is stored.'}
              onClick={() => draft.store()}
            >
              Store the edit
            </MayButton>
          )}
        </Group>
      </div>
      {asking === 'approve' && <ApproveDialog candidate={candidate} revision={draft.revision} onClose={close} />}
      {asking === 'reject' && <RejectDialog candidate={candidate} onClose={close} />}
      {asking === 'merge' && <MergeDialog candidate={candidate} onClose={close} />}
      {asking === 'try' && <TryDialog candidate={candidate} draft={draft.text} targets={targets} onClose={close} />}
    </Panel>
  );
}

function Problems({ problems }: { problems: readonly DraftProblem[] }) {
  if (problems.length === 0) return <p role="status">It is a valid task.</p>;
  return (
    <div role="status">
      <p>{formatCount(problems.length, 'problem')}:</p>
      <ul className={styles.list}>
        {problems.map(({ line, column, reason }) => (
          <li key={`${line}:${column}:${reason}`}>
            Line {line}: {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
