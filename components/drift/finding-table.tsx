import Link from 'next/link';
import { SafeText } from '#components/diff/safe-text.tsx';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import type { DriftObjectSummary, FindingView } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { FINDING_KIND_LABEL } from '#lib/policy/drift-labels.ts';
import styles from './drift.module.css';
import { FindingKindBadge } from './drift-badges.tsx';
import { valuePair } from './value-pair.ts';

interface FindingTableProps {
  /** Which object's; read out. */
  caption: string;
  /** Whose values are held against git's. */
  owner: DriftObjectSummary['owner']['kind'];
  findings: readonly FindingView[];
  /** What can be done about one difference. */
  actions?: (finding: FindingView) => React.ReactNode;
}

const LIVE_NAME = { cluster: 'Cluster', flags: 'flagd' } as const;

const columnsOf = (owner: keyof typeof LIVE_NAME): Column<FindingView>[] => [
  { key: 'path', header: 'Field', wide: true, cell: (finding) => <Place finding={finding} owner={owner} /> },
  {
    key: 'git',
    header: 'In git',
    wide: true,
    cell: (finding) => <Value path={finding.path} text={valuePair(finding).git} />,
  },
  {
    key: 'live',
    header: LIVE_NAME[owner],
    wide: true,
    cell: (finding) => <Value path={finding.path} text={valuePair(finding).live} />,
  },
  { key: 'writer', header: 'Who', cell: (finding) => <Writer finding={finding} /> },
  {
    key: 'time',
    header: 'When',
    nowrap: true,
    cell: ({ writer }) => (writer?.time == null ? 'Not recorded' : <Time at={writer.time} focusable={false} />),
  },
];

/** Each difference of an object: where, what kind, both values, and who wrote it when. Values are drawn as text only. */
export function FindingTable({ caption, owner, findings, actions }: FindingTableProps) {
  const columns = columnsOf(owner);
  return (
    <DataTable
      caption={caption}
      rows={findings}
      rowId={({ kind, path }) => `${kind} ${path}`}
      columns={actions === undefined ? columns : [...columns, { key: 'actions', header: 'Actions', cell: actions }]}
    />
  );
}

const WHOLE = { cluster: 'the whole object', flags: 'the whole flag' } as const;

function Place({ finding: { kind, path, ignoredBy }, owner }: { finding: FindingView; owner: keyof typeof WHOLE }) {
  return (
    <div className={styles.place}>
      {path === '' ? (
        <strong>{WHOLE[owner]}</strong>
      ) : (
        <code>
          <SafeText text={path} whitespace={false} />
        </code>
      )}
      <span className={styles.badges}>
        <FindingKindBadge kind={kind} />
        {ignoredBy !== null && <Link href={routes.ignoreRules()}>hidden by rule {ignoredBy}</Link>}
      </span>
      <span className={styles.meaning}>{FINDING_KIND_LABEL[kind].meaning}</span>
    </div>
  );
}

function Value({ path, text }: { path: string; text: ReturnType<typeof valuePair>['git'] }) {
  if (text === null) return <span className={styles.nothing}>{path === '' ? '–' : 'not there'}</span>;
  if (path === '') return <span className={styles.nothing}>has it, see both sides</span>;
  if (text.isHidden) return <span className={styles.nothing}>{text.text}</span>;
  return (
    <pre className={styles.value}>
      <SafeText text={text.text} whitespace={false} />
    </pre>
  );
}

function Writer({ finding: { kind, writer, isOfDryRun } }: { finding: FindingView }) {
  if (isOfDryRun) return <span className={styles.nothing}>a dry run says so</span>;
  if (writer === null) {
    const isRemoval = kind === 'missing';
    return <span className={styles.nothing}>{isRemoval ? 'removals leave no record' : 'nobody on record'}</span>;
  }
  const { manager, operation, subresource } = writer;
  return (
    <div className={styles.writer}>
      <code>
        <SafeText text={manager} whitespace={false} />
      </code>
      <span className={styles.meaning}>
        {operation}
        {subresource !== null && `, subresource ${subresource}`}
      </span>
    </div>
  );
}
