import Link from 'next/link';
import { CommandBlock } from '#components/ui/command-block.tsx';
import { routes } from '#lib/contract/routes.ts';
import styles from './golden.module.css';

const PROJECT = `agents:
  - name: support
    prompt: prompts/support.md
    models: [your-model]
    judge: { model: your-judge }`;

const TASK = `id: refund-over-limit
title: Refuses a refund over the limit
agents: [support]
input:
  messages:
    - { role: user, content: Refund order 42, please. }
assertions:
  - { kind: contains, value: approval, ignoreCase: true }`;

/** How a repository gets a golden suite and a gate, step by step. */
export function SetupSteps() {
  return (
    <ol className={styles.steps}>
      <li>
        Name the agent in <code>evals/tidemark.yaml</code> of its repository.
        <CommandBlock text={PROJECT} />
      </li>
      <li>
        Write down what it must always get right, one file a task under <code>evals/golden/</code>.
        <CommandBlock text={TASK} />
      </li>
      <li>
        Check the files, then measure what is normal and commit the baselines it writes.
        <CommandBlock text="tidemark golden validate" />
        <CommandBlock text="tidemark golden bless --agent support" />
      </li>
      <li>
        Run the gate on every pull request. With a <Link href={routes.tokens()}>token</Link> it posts its result here.
        <CommandBlock text="tidemark golden gate --agent support --base origin/main --console URL --token TOKEN" />
      </li>
    </ol>
  );
}
