'use client';

import { IconRefresh, IconToggleRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FlagSourceState } from '#components/flags/flag-source-state.tsx';
import styles from '#components/flags/flags.module.css';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import { routes } from '#lib/contract/routes.ts';

/** Every flagd: what its last comparison came to, and one more at a press. */
export function FlagSourcesPanel({ sources }: { sources: readonly FlagSourceView[] }) {
  return (
    <Panel
      title="Flag sources"
      hint="Each beside the flag files of git; only read, never changed."
      actions={<Link href={routes.flagSettings()}>Set up</Link>}
      flush
    >
      {sources.length === 0 ? (
        <EmptyState icon={IconToggleRight} title="No flagd is connected">
          Add a git source under <Link href={routes.gitSourceSettings()}>Settings, Git sources</Link> and a flagd under{' '}
          <Link href={routes.flagSettings()}>Settings, Feature flags</Link>. Policies and config maps come with
          clusters.
        </EmptyState>
      ) : (
        <ul className={styles.sources}>
          {sources.map((source) => (
            <FlagSourceState key={source.id} source={source} actions={<CompareFlags source={source} />} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function CompareFlags({ source: { id, name } }: { source: FlagSourceView }) {
  const compare = useApiAction('compareFlagSource', { done: `${name} is compared` });
  return (
    <MayButton
      permission="cluster.scan"
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={compare.isPending}
      onClick={() => compare.run({ params: { flagSourceId: id } })}
    >
      Compare now
    </MayButton>
  );
}
