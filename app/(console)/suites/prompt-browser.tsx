'use client';

import { useOpened } from '#components/filters/use-opened.ts';
import { PromptDrawer } from '#components/prompts/prompt-drawer.tsx';
import { PromptFacts } from '#components/suites/prompt-facts.tsx';
import { PromptTable } from '#components/suites/prompt-table.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { SuiteVersionDetail } from '#lib/contract/suites.ts';

/** The prompts of one version; each opens over the list, and its address can be sent. */
export function PromptBrowser({ version }: { version: SuiteVersionDetail }) {
  const [opened, setOpened] = useOpened('prompt');
  const { prompts } = version;
  const open = (promptId: number | undefined) => setOpened(promptId === undefined ? null : String(promptId));
  const chosen = prompts.findIndex((prompt) => String(prompt.id) === opened);
  const prompt = prompts[chosen];
  return (
    <>
      <Panel
        title={`Prompts of version ${version.number}`}
        hint="“Varies by itself” is the share of answer pairs that differ within baselines; “last moved” is when an answer was new to its baseline."
        flush
      >
        <PromptTable prompts={prompts} onOpen={open} />
      </Panel>
      <PromptDrawer
        title={prompt?.key}
        index={chosen}
        count={prompts.length}
        onStep={(index) => open(prompts[index]?.id)}
        onClose={() => open(undefined)}
      >
        {prompt && <PromptFacts prompt={prompt} />}
      </PromptDrawer>
    </>
  );
}
