'use client';

import { Button } from '@mantine/core';
import { IconBan, IconGitPullRequest } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { DriftStateBadge } from '#components/drift/drift-badges.tsx';
import { DecisionTable } from '#components/flags/decision-table.tsx';
import { FlagParts } from '#components/flags/flag-parts.tsx';
import { flagSentence, flagTitle, RESET_FLAGD } from '#components/flags/flag-words.ts';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { FlagDriftView } from '#lib/contract/drift/flags.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { SyncDialog } from './sync-dialog.tsx';

const POLL_MS = 10_000;

/** One flag beside git: how it differs, both sides, what was decided, and the two ways out. */
export function FlagScreen({ initial }: { initial: FlagDriftView }) {
  const reading = useApi('getFlagDrift', { params: { objectId: initial.id } }, { initial, pollMs: POLL_MS });
  const flag = reading.data ?? initial;
  const [open, setOpen] = useState<'sync' | 'reject' | null>(null);
  const { owner, state, severity, incidentId, decisions, isPartial } = flag;
  const [last] = decisions;
  const isRejected = state !== 'clean' && last?.kind === 'reject' && last.isCurrent;
  return (
    <>
      <PageHeader
        trail={<Link href={routes.config()}>Config</Link>}
        title={`Flag ${flagTitle(flag)}`}
        marks={
          <>
            {state === 'drifted' && severity !== null && <SeverityBadge severity={severity} />}
            <DriftStateBadge state={state} />
            {owner.isDemo && <DemoTag />}
          </>
        }
        answer={flagSentence(flag)}
        actions={
          <>
            {incidentId !== null && (
              <Button component={Link} href={routes.incident(incidentId)} variant="default">
                Incident #{incidentId}
              </Button>
            )}
            <Button component={Link} href={routes.driftObject(flag.id)} variant="default">
              History
            </Button>
            <MayButton
              permission="flag.decide"
              variant="default"
              leftSection={<IconBan size={16} aria-hidden />}
              blocked={blockedReason(flag)}
              onClick={() => setOpen('reject')}
            >
              Reject
            </MayButton>
            <MayButton
              permission="flag.decide"
              leftSection={<IconGitPullRequest size={16} aria-hidden />}
              blocked={
                isPartial
                  ? 'Only values are compared. Connect to flagd’s sync service to bring flags to git.'
                  : blockedReason(flag)
              }
              onClick={() => setOpen('sync')}
            >
              Bring to git
            </MayButton>
          </>
        }
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      {isRejected && (
        <Notice tone="violet" icon={IconBan} role="status" title="Rejected: git stays, flagd has to follow">
          {RESET_FLAGD}
        </Notice>
      )}
      <Panel title="Where">
        <FactList
          facts={[
            ['flagd', owner.name],
            ['File in git', flag.file === null ? 'None: git has no such flag' : <code key="file">{flag.file}</code>],
            ['First seen', <Time key="first" at={flag.firstSeenAt} />],
            ['Last seen to differ', <Time key="last" at={flag.lastSeenAt} />],
            ['Urgency', flag.rule],
            ['How often', formatCount(flag.occurrences, 'time')],
          ]}
        />
      </Panel>
      <Panel title={state === 'clean' ? 'What differed last' : 'Both sides'} flush>
        <FlagParts deltas={flag.deltas} />
      </Panel>
      {decisions.length > 0 && (
        <Panel title="Decisions" hint="To take one back, close its pull request, or delete its branch." flush>
          <DecisionTable decisions={decisions} />
        </Panel>
      )}
      {open === 'sync' && <SyncDialog flag={flag} onClose={() => setOpen(null)} />}
      {open === 'reject' && <RejectDialog flag={flag} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Why nothing can be decided now, whoever asks. */
function blockedReason({ state, decisions: [last] }: FlagDriftView): string | undefined {
  if (state === 'clean') return 'The flag is as git says.';
  const isUnderWay = last?.state != null && ['pending', 'pushed', 'open'].includes(last.state);
  return isUnderWay ? 'It is on its way to git: close its pull request or delete its branch first.' : undefined;
}
