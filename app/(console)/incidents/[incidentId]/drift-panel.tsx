'use client';

import Link from 'next/link';
import { useState } from 'react';
import { DriftStateBadge } from '#components/drift/drift-badges.tsx';
import { FindingTable } from '#components/drift/finding-table.tsx';
import { ManifestDiff } from '#components/drift/manifest-diff.tsx';
import { objectHref, objectName } from '#components/drift/object-words.ts';
import { Time } from '#components/time/time.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { DriftObjectDetail } from '#lib/contract/drift/objects.ts';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './drift-panel.module.css';

/** Differences shown of one object; its page has all of them. */
const SHOWN = 6;

/** Evidence of a code or config incident: each object with what differs, who wrote it and when; both sides at a press. */
export function DriftPanel({ drift }: Pick<IncidentDetail, 'drift'>) {
  if (drift === null || drift.objects.length === 0) return null;
  const { objects, total } = drift;
  return (
    <Panel
      title="What differs from git?"
      hint={
        total > objects.length
          ? `The first ${objects.length} of ${formatCount(total, 'object')}; those that drift now on top.`
          : undefined
      }
      flush
    >
      {objects.map((object) => (
        <ObjectEvidence key={object.id} object={object} />
      ))}
    </Panel>
  );
}

function ObjectEvidence({ object }: { object: DriftObjectDetail }) {
  const [opened, setOpened] = useState(false);
  const name = objectName(object);
  const shown = object.details.slice(0, SHOWN);
  const more = object.details.length - shown.length;
  return (
    <article className={styles.object} aria-label={name}>
      <header className={styles.head}>
        <h3>
          <Link href={objectHref(object)}>{name}</Link>
        </h3>
        <DriftStateBadge state={object.state} />
        <span className={styles.seen}>
          last seen to differ <Time at={object.lastSeenAt} />
          {object.file !== null && (
            <>
              , <code>{object.file}</code>
            </>
          )}
        </span>
      </header>
      {shown.length > 0 && (
        <FindingTable caption={`Differences of ${name}`} owner={object.owner.kind} findings={shown} />
      )}
      {more > 0 && (
        <p className={styles.more}>
          <Link href={objectHref(object)}>{formatCount(more, 'more difference')}</Link>
        </p>
      )}
      <details className={styles.sides} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>Both sides of {name}</summary>
        {opened && <ManifestDiff expected={object.expected} live={object.live} owner={object.owner.kind} />}
      </details>
    </article>
  );
}
