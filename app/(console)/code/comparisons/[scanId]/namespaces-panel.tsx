import { IconStack2 } from '@tabler/icons-react';
import { namespaceName } from '#components/drift/cluster-words.ts';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ClusterScanDetail } from '#lib/contract/drift/clusters.ts';
import { formatCount } from '#lib/format/numbers.ts';

interface NamespacesPanelProps {
  scan: Pick<ClusterScanDetail, 'namespaces'>;
  /** Where the objects of a namespace that drift now are listed. */
  hrefOf: (namespace: string | null) => string;
  going: boolean;
}

/** What was compared, namespace by namespace, with the hash of either side. */
export function NamespacesPanel({ scan: { namespaces }, hrefOf, going }: NamespacesPanelProps) {
  return (
    <Panel
      title="Namespaces"
      hint="Objects that git has, and those that differ since it lacks them. A namespace whose two hashes are equal is as git says, to the byte."
      flush
    >
      <DataTable
        caption="Namespaces that were compared"
        rows={namespaces.toSorted((one, other) => other.drifted - one.drifted)}
        rowId={({ namespace }) => namespace ?? ''}
        rowHref={({ namespace }) => hrefOf(namespace)}
        keys={[]}
        columns={[
          { key: 'namespace', header: 'Namespace', cell: ({ namespace }) => namespaceName(namespace ?? '') },
          { key: 'objects', header: 'Objects', numeric: true, cell: ({ objects }) => formatCount(objects) },
          {
            key: 'drifted',
            header: 'Differ',
            numeric: true,
            cell: ({ drifted }) => (drifted === 0 ? '0' : <strong>{formatCount(drifted)}</strong>),
          },
          {
            key: 'git',
            header: 'Hash of git',
            nowrap: true,
            cell: ({ expectedHash }) => <ContentHash hash={expectedHash} />,
          },
          {
            key: 'live',
            header: 'Hash of the cluster',
            nowrap: true,
            cell: ({ liveHash }) => <ContentHash hash={liveHash} />,
          },
        ]}
        empty={
          <EmptyState icon={IconStack2} title={going ? 'Nothing is compared yet' : 'Nothing was compared'}>
            Namespaces stand here when the comparison ends.
          </EmptyState>
        }
      />
    </Panel>
  );
}
