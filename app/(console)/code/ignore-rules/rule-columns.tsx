import { IconClockExclamation, IconEyeOff, IconPlayerStop } from '@tabler/icons-react';
import Link from 'next/link';
import { SafeText } from '#components/diff/safe-text.tsx';
import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { IgnoreRuleView } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { scopeWords } from '#lib/drift/ignore-rules/scope-words.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './ignore-rules.module.css';
import { endsSoon } from './preview-words.ts';

/** Columns of the list of rules; `onEnd` asks before one ends. */
export function ruleColumns(nowMs: number, onEnd: (rule: IgnoreRuleView) => void): Column<IgnoreRuleView>[] {
  return [
    {
      key: 'scope',
      header: 'What',
      wide: true,
      cell: (rule) => (
        <span className={styles.scope}>
          <SafeText text={scopeWords(rule, rule.cluster?.name ?? null)} whitespace={false} />
        </span>
      ),
    },
    { key: 'hides', header: 'Hides now', cell: (rule) => <Hides rule={rule} /> },
    {
      key: 'reason',
      header: 'Reason',
      wide: true,
      cell: ({ reason }) => (
        <span className={styles.reason}>
          <SafeText text={reason} whitespace={false} />
        </span>
      ),
    },
    { key: 'owner', header: 'Owner', nowrap: true, cell: ({ owner }) => owner.name },
    { key: 'end', header: 'Ends', nowrap: true, cell: (rule) => <End rule={rule} nowMs={nowMs} /> },
    {
      key: 'actions',
      header: 'Actions',
      cell: (rule) =>
        rule.isActive && (
          <MayButton
            size="xs"
            variant="default"
            permission="drift.ignore"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            onClick={() => onEnd(rule)}
          >
            End now
          </MayButton>
        ),
    },
  ];
}

function Hides({ rule: { id, isActive, hides } }: { rule: IgnoreRuleView }) {
  if (!isActive) return '–';
  if (hides.objects === 0) return 'Nothing';
  const words = `${formatCount(hides.findings, 'difference')} of ${formatCount(hides.objects, 'object')}`;
  return <Link href={`${routes.code()}?ignoreRuleId=${id}&state=now&channel=all`}>{words}</Link>;
}

function End({ rule, nowMs }: { rule: IgnoreRuleView; nowMs: number }) {
  if (!rule.isActive) {
    const at = rule.endedAt ?? rule.expiresAt;
    return (
      <span className={styles.end}>
        <ToneBadge tone="grey" icon={IconEyeOff} label="Ended" meaning="It hides nothing any more." />
        <Time at={at} focusable={false} />
      </span>
    );
  }
  return (
    <span className={styles.end}>
      <Time at={rule.expiresAt} focusable={false} />
      {endsSoon(rule, nowMs) && (
        <ToneBadge
          tone="violet"
          icon={IconClockExclamation}
          label="Soon"
          meaning="Ends within a week; what it hides counts again then."
        />
      )}
    </span>
  );
}
