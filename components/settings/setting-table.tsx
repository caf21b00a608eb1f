'use client';

import { DataTable } from '#components/table/data-table.tsx';
import type { SettingView } from '#lib/contract/settings.ts';
import styles from './settings.module.css';

/** Configuration values with where they come from. */
export function SettingTable({ settings }: { settings: readonly SettingView[] }) {
  return (
    <DataTable
      caption="Configuration"
      rows={settings}
      rowId={(setting) => setting.name}
      columns={[
        { key: 'name', header: 'Variable', nowrap: true, cell: (setting) => <code>{setting.name}</code> },
        { key: 'value', header: 'Value', cell: shownValue },
        { key: 'source', header: 'From', nowrap: true, cell: (setting) => SOURCE[setting.source] },
        { key: 'meaning', header: 'Meaning', cell: (setting) => setting.meaning },
      ]}
    />
  );
}

const SOURCE: Record<SettingView['source'], string> = { environment: 'Environment', default: 'Default' };

function shownValue({ value, secret, isSet }: SettingView) {
  if (value !== null) return <code>{value}</code>;
  return <span className={styles.dimmed}>{secret && isSet ? 'set, not shown' : 'not set'}</span>;
}
