import { ContentHash } from '#components/suites/content-hash.tsx';
import { Time } from '#components/time/time.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { RUN_TRIGGER_LABEL } from '#lib/policy/labels.ts';

/** Where the prompts come from, and who asked. */
export function GoldenRunFactsPanel({ run }: { run: GoldenRunDetail }) {
  const facts: [string, React.ReactNode][] = [
    ['Repository', run.repository.name],
    ['Branch', run.branch],
    ['New commit', run.headCommit && <ContentHash hash={run.headCommit} />],
    ['Old commit', run.baseCommit && <ContentHash hash={run.baseCommit} />],
    ['New prompt', run.promptHash && <ContentHash hash={run.promptHash} />],
    ['Old prompt', run.basePromptHash && <ContentHash hash={run.basePromptHash} />],
    ['Started by', run.requestedBy?.name ?? RUN_TRIGGER_LABEL[run.trigger]],
    ['Night', run.night],
    ['Asked for', <Time key="created" at={run.createdAt} />],
    ['Ended', run.finishedAt && <Time at={run.finishedAt} />],
  ];
  return (
    <Panel title="Facts">
      <FactList facts={facts.filter(([, value]) => value !== null)} />
    </Panel>
  );
}
