'use client';

import { Button, Group, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconDeviceFloppy, IconUsers } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import styles from '#components/candidates/candidates.module.css';
import { useRefusal } from '#components/shell/viewer.tsx';
import { Time } from '#components/time/time.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import type { GoldenTarget } from '#lib/contract/golden/runs.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { CheckStatus } from './check-status.tsx';
import { type Asking, DecisionButtons } from './decision-buttons.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { TryDialog } from './try-dialog.tsx';
import { useDraft } from './use-draft.ts';

// The editor is most of this page's script and is of no use before the page has come to life.
const YamlEditor = dynamic(async () => (await import('#components/editor/yaml-editor.tsx')).YamlEditor, {
  ssr: false,
  loading: () => <Skeleton height={640} />,
});

interface DraftPanelProps {
  candidate: CandidateDetail;
  targets: readonly GoldenTarget[];
  /** With what was decided, in words. */
  onDecided: (done: string) => void;
}

/** The task made of the trace: edited with what is wrong marked, tried, and decided about. */
export function DraftPanel({ candidate, targets, onDecided }: DraftPanelProps) {
  const draft = useDraft(candidate);
  const editor = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const refusal = useRefusal('candidate.decide');
  const open = candidate.state === 'pending';
  const close = () => setAsking(null);
  const decided = (done: string) => {
    close();
    draft.takeStored();
    onDecided(done);
  };
  return (
    <Panel
      title="Task made of it"
      hint={<Fate of={candidate} />}
      actions={
        <DecisionButtons
          decided={open ? undefined : 'It is decided already.'}
          broken={draft.check.problems.length > 0 ? 'Something is wrong with the task; it is marked below.' : undefined}
          pending={draft.save.isPending}
          onAsk={(what) => {
            if (what === 'approve' && draft.dirty) draft.store(() => setAsking(what));
            else setAsking(what);
          }}
          onEdit={() => editor.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus()}
        />
      }
    >
      <div className={styles.steps} ref={editor}>
        {draft.overtaken && open && (
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
          problems={draft.check.problems}
          onChange={draft.change}
          onStore={draft.dirty ? () => draft.store() : undefined}
        />
        {open && (
          <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
            <CheckStatus check={draft.check} />
            <MayButton
              variant="default"
              permission="candidate.decide"
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              loading={draft.save.isPending}
              blocked={draft.dirty ? undefined : 'Everything is stored.'}
              onClick={() => draft.store()}
            >
              Store the edit
            </MayButton>
          </Group>
        )}
      </div>
      {asking === 'approve' && (
        <ApproveDialog candidate={candidate} revision={draft.revision} onDecided={decided} onClose={close} />
      )}
      {asking === 'reject' && <RejectDialog candidate={candidate} onDecided={decided} onClose={close} />}
      {asking === 'merge' && <MergeDialog candidate={candidate} onDecided={decided} onClose={close} />}
      {asking === 'try' && <TryDialog candidate={candidate} draft={draft.text} targets={targets} onClose={close} />}
    </Panel>
  );
}

/** Where the file goes, or what became of it, and who edited it last. */
function Fate({ of: { state, target, repository, editedBy, editedAt } }: { of: CandidateDetail }) {
  const edited = editedBy !== null && editedAt !== null && (
    <>
      {' '}
      Last edited by {editedBy.name} <Time at={editedAt} />.
    </>
  );
  if (state === 'rejected' || state === 'merged') return <>It was not used.{edited}</>;
  if (target === null) return <>It goes to git as a file of its own, once it has a usable id.{edited}</>;
  return (
    <>
      {target.path} on a branch of {repository.name}.{edited}
    </>
  );
}
