'use client';

import Link from 'next/link';
import { SuiteChangeBadge } from '#components/golden/golden-badges.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './golden-run.module.css';

/** What the same change does to the suite itself: a change of the measure is reviewed apart. */
export function SuiteChangesPanel({ run: { suiteChanges, repository } }: { run: GoldenRunDetail }) {
  if (suiteChanges.length === 0) return null;
  return (
    <Panel
      title="Changes of the suite itself"
      hint="The same change moves the measure. Whoever reviews it should agree to each of these."
    >
      <ul className={styles.changes}>
        {suiteChanges.map(({ id, kind, detail }) => (
          <li key={`${id} ${kind}`}>
            <SuiteChangeBadge kind={kind} />
            <Link href={routes.goldenTask(id, repository.name)}>{id}</Link>
            <span>{detail}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
