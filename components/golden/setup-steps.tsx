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

/** How a repository gets a golden suite, a gate and nightly runs, step by step. */
export function SetupSteps() {
  return (
    <ol className={styles.steps}>
      <li>
        Name your agent in <code>evals/tidemark.yaml</code> of its repository, or start from a sample of twenty tasks
        with <code>tidemark golden init</code>.
        <CommandBlock text={PROJECT} />
      </li>
      <li>
        Write down what it must always get right, one file a task under <code>evals/golden/</code>.
        <CommandBlock text={TASK} />
      </li>
      <li>
        Check the files, measure what is normal, and commit the baselines that this writes into them.
        <CommandBlock text={'tidemark golden validate\ntidemark golden bless --agent support'} />
      </li>
      <li>
        Run the gate on every pull request. With a <Link href={routes.tokens()}>token</Link> it posts its result here.
        Keep it in the variable <code>TIDEMARK_CONSOLE_TOKEN</code>, best as a secret of the pipeline: others on the
        machine can read a command line.
        <CommandBlock text="tidemark golden gate --agent support --base origin/main --console URL" />
      </li>
      <li>
        Add the <Link href={routes.gitSettings()}>repository</Link> to have its whole suite replayed every night, and by
        hand from here.
      </li>
    </ol>
  );
}
