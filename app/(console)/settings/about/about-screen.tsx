'use client';

import { SettingTable } from '#components/settings/setting-table.tsx';
import { ThresholdTable } from '#components/settings/threshold-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { API_PATHS, API_ROOT } from '#lib/contract/paths.ts';
import type { SettingsView } from '#lib/contract/settings.ts';

/** The configuration in effect, and the numbers the detectors judge by. */
export function AboutScreen({ settings }: { settings: SettingsView }) {
  const [, openApiPath] = API_PATHS.getOpenApi;
  return (
    <>
      <PageHeader
        title="Configuration"
        answer={
          <>
            Tidemark {settings.version}. The REST interface is described by its{' '}
            <a href={`${API_ROOT}${openApiPath}`}>OpenAPI document</a>.
          </>
        }
      />
      <Panel title="Thresholds" hint="Every number the detectors judge by. They are part of the release." flush>
        <ThresholdTable thresholds={settings.thresholds} />
      </Panel>
      <Panel
        title="Environment"
        hint="Read once at the start; restart to change. Secrets show only whether they are set."
        flush
      >
        <SettingTable settings={settings.settings} />
      </Panel>
    </>
  );
}
