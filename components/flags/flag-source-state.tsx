import { DriftVerdictBadge } from '#components/drift/drift-badges.tsx';
import { NotComparedDetails } from '#components/drift/not-compared-list.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './flags.module.css';

interface FlagSourceStateProps {
  source: FlagSourceView;
  actions: React.ReactNode;
}

/** What the last comparison of a flagd came to, how old it is, and what it left out. */
export function FlagSourceState({ source, actions }: FlagSourceStateProps) {
  const { name, enabled, verdict, reason, comparedAt, flags, commitSha, path, notCompared, isPartial, isDemo } = source;
  return (
    <li>
      <div className={styles.head}>
        <span className={styles.name}>
          <h3>{name}</h3>
          <DriftVerdictBadge verdict={enabled ? (verdict ?? 'unmeasured') : 'not_watched'} />
          {isDemo && <DemoTag />}
        </span>
        {actions}
      </div>
      {reason !== '' && <p className={styles.note}>{reason}</p>}
      <p className={`${styles.note} ${styles.dimmed}`}>
        {formatCount(flags, 'flag')} of <code>{path}</code> in {source.source.name}
        {commitSha !== null && (
          <>
            {' '}
            at <code title={commitSha}>{commitSha.slice(0, 10)}</code>
          </>
        )}
        , compared {comparedAt === null ? 'never' : <Time at={comparedAt} />}.
        {isPartial && ' Partial: values for some contexts only, not definitions.'}
      </p>
      <NotComparedDetails title="Not compared" items={notCompared} />
    </li>
  );
}
