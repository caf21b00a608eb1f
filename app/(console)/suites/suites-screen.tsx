'use client';

import { Button } from '@mantine/core';
import { IconListCheck, IconListSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import type { SuiteView } from '#lib/contract/suites.ts';
import { formatCount } from '#lib/format/numbers.ts';

const PAGE_ROWS = 50;

/** Every canary suite with its active version. */
export function SuitesScreen({ initial }: { initial: OperationResponse<'listSuites'> }) {
  const reading = useApiPages('listSuites', { limit: PAGE_ROWS }, { initial });
  const suites = reading.items ?? [];
  return (
    <>
      <PageHeader
        title="Canary suites"
        answer="Frozen prompts that probe an endpoint. A version never changes; its content hash is its name."
        actions={
          <Button
            component={Link}
            href={routes.proposals()}
            variant="default"
            leftSection={<IconListSearch size={16} aria-hidden />}
          >
            Proposals
          </Button>
        }
      />
      <Panel title="Suites" flush>
        <DataTable
          caption="Canary suites"
          rows={suites}
          rowId={(suite) => suite.id}
          rowHref={(suite) => routes.suite(suite.id)}
          keys={[]}
          columns={[
            { key: 'title', header: 'Suite', cell: (suite) => suite.title },
            { key: 'key', header: 'Key', nowrap: true, cell: (suite) => <code>{suite.key}</code> },
            {
              key: 'version',
              header: 'Active version',
              numeric: true,
              cell: (suite) => activeOf(suite)?.number ?? 'None',
            },
            {
              key: 'prompts',
              header: 'Prompts',
              numeric: true,
              cell: (suite) => formatCount(activeOf(suite)?.promptCount ?? 0),
            },
            { key: 'endpoints', header: 'Endpoints', numeric: true, cell: (suite) => formatCount(suite.endpointCount) },
            { key: 'hash', header: 'Content hash', nowrap: true, cell: (suite) => <Hash suite={suite} /> },
            { key: 'published', header: 'Published', nowrap: true, cell: (suite) => <Published suite={suite} /> },
          ]}
          empty={
            <EmptyState icon={IconListCheck} title="No suite yet">
              <p>
                Publish one from YAML with <code>tidemark suite publish</code>, or build one from recorded prompts with{' '}
                <code>tidemark suite import</code>.
              </p>
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="suite" />
      </Panel>
    </>
  );
}

function activeOf(suite: SuiteView) {
  return suite.versions.find((version) => version.retiredAt === null);
}

function Hash({ suite }: { suite: SuiteView }) {
  const version = activeOf(suite);
  return version === undefined ? null : <ContentHash hash={version.contentHash} />;
}

function Published({ suite }: { suite: SuiteView }) {
  const version = activeOf(suite);
  return version === undefined ? null : <Time at={version.publishedAt} focusable={false} />;
}
