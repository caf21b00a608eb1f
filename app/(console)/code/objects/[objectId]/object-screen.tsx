'use client';

import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { DriftStateBadge } from '#components/drift/drift-badges.tsx';
import { FindingTable } from '#components/drift/finding-table.tsx';
import { ManifestDiff } from '#components/drift/manifest-diff.tsx';
import { objectName } from '#components/drift/object-words.ts';
import { OccurrenceTable } from '#components/drift/occurrence-table.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { DriftObjectDetail, FindingView } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { IgnoreDialog } from '../../ignore-rules/ignore-dialog.tsx';
import { fieldsForFinding, fieldsForObject, type IgnoreFields } from '../../ignore-rules/ignore-fields.ts';
import { CommandsPanel } from './commands-panel.tsx';
import { ObjectVerdict } from './object-verdict.tsx';

const POLL_MS = 10_000;

/** One object beside git: whether it drifts, where, who wrote it, both sides, how often before, and what to do. */
export function ObjectScreen({ initial }: { initial: DriftObjectDetail }) {
  const reading = useApi('getDriftObject', { params: { objectId: initial.id } }, { initial, pollMs: POLL_MS });
  const object = reading.data ?? initial;
  const [ignoring, setIgnoring] = useState<IgnoreFields | null>(null);
  const { owner, state, severity, incidentId } = object;
  const isDrifting = state === 'drifted';
  const name = objectName(object);
  return (
    <>
      <PageHeader
        trail={
          object.channel === 'code' ? (
            <Link href={routes.code()}>Code</Link>
          ) : (
            <Link href={routes.config()}>Config</Link>
          )
        }
        title={`${name} in ${owner.name}`}
        marks={
          <>
            {isDrifting && severity !== null && <SeverityBadge severity={severity} />}
            <DriftStateBadge state={state} />
            {owner.isDemo && <DemoTag />}
          </>
        }
        actions={
          <>
            {incidentId !== null && (
              <Button component={Link} href={routes.incident(incidentId)} variant="default">
                Incident #{incidentId}
              </Button>
            )}
            {owner.kind === 'flags' && (
              <Button component={Link} href={routes.flag(object.id)} variant="default">
                Both ways out
              </Button>
            )}
            <MayButton
              permission="drift.ignore"
              variant="default"
              leftSection={<IconEyeOff size={16} aria-hidden />}
              onClick={() => setIgnoring(fieldsForObject(object))}
            >
              Ignore this
            </MayButton>
          </>
        }
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <ObjectVerdict object={object} />
      {object.details.length > 0 && (
        <Panel
          title={state === 'clean' ? 'What differed last' : 'What differs'}
          hint={
            owner.kind === 'cluster'
              ? 'Field by field: git’s value, the cluster’s, and who wrote it as the API server recorded it.'
              : 'Part by part of the flag: git’s value, and flagd’s. Nothing records who changed a flag.'
          }
          flush
        >
          <FindingTable
            caption={`Differences of ${name}`}
            owner={owner.kind}
            findings={object.details}
            actions={(finding) => (
              <IgnoreOne finding={finding} onIgnore={() => setIgnoring(fieldsForFinding(object, finding))} />
            )}
          />
        </Panel>
      )}
      <Panel title="Both sides" hint={state === 'clean' ? 'As they were when it was last seen to differ.' : undefined}>
        <ManifestDiff expected={object.expected} live={object.live} owner={owner.kind} />
      </Panel>
      <Panel
        title="How often before?"
        hint={`${formatCount(object.occurrences, 'time')} in all, ${formatCount(object.recent, 'time')} in the last 24 h.`}
        flush
      >
        <OccurrenceTable history={object.history} />
      </Panel>
      <CommandsPanel object={object} />
      {ignoring !== null && <IgnoreDialog initial={ignoring} onClose={() => setIgnoring(null)} />}
    </>
  );
}

function IgnoreOne({ finding, onIgnore }: { finding: FindingView; onIgnore: () => void }) {
  if (finding.ignoredBy !== null) return null;
  const what = finding.path === '' ? 'the whole object' : finding.path;
  return (
    <MayButton size="xs" variant="default" permission="drift.ignore" onClick={onIgnore} aria-label={`Ignore ${what}`}>
      Ignore
    </MayButton>
  );
}
