'use client';

import { IconArchive, IconCheck } from '@tabler/icons-react';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { SuiteView } from '#lib/contract/suites.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { ContentHash } from './content-hash.tsx';

/** Frozen versions of a suite, newest first. */
export function VersionTable({ suite }: { suite: SuiteView }) {
  const active = suite.versions.find((version) => version.retiredAt === null)?.id;
  return (
    <DataTable
      caption="Versions"
      rows={suite.versions}
      rowId={(version) => version.id}
      rowHref={(version) => routes.suiteVersion(suite.id, version.id)}
      columns={[
        { key: 'number', header: 'Version', cell: (version) => `Version ${version.number}` },
        { key: 'state', header: 'State', nowrap: true, cell: (version) => <State active={version.id === active} /> },
        {
          key: 'hash',
          header: 'Content hash',
          nowrap: true,
          cell: (version) => <ContentHash hash={version.contentHash} />,
        },
        { key: 'prompts', header: 'Prompts', numeric: true, cell: (version) => formatCount(version.promptCount) },
        { key: 'by', header: 'Published by', cell: (version) => version.publishedBy ?? 'Tidemark' },
        {
          key: 'at',
          header: 'Published',
          nowrap: true,
          cell: (version) => <Time at={version.publishedAt} focusable={false} />,
        },
      ]}
      empty={
        <EmptyState icon={IconArchive} title="No version yet">
          A suite asks nothing until a version of it is published.
        </EmptyState>
      }
    />
  );
}

function State({ active }: { active: boolean }) {
  return active ? (
    <ToneBadge tone="green" icon={IconCheck} label="Active" meaning="Runs ask the prompts of this version." />
  ) : (
    <ToneBadge tone="grey" icon={IconArchive} label="Earlier" meaning="A newer version took its place." />
  );
}
