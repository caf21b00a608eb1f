import { PromptMessages } from '#components/prompts/prompt-messages.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import type { SuitePromptView } from '#lib/contract/suites.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';
import { type PromptSpec, parsePromptSpec } from '#lib/suites/format.ts';
import { expectationWords } from './expectation-words.ts';
import styles from './prompt-facts.module.css';
import { LastMoved } from './prompt-table.tsx';

/** Everything a frozen prompt holds, and how it has behaved. */
export function PromptFacts({ prompt }: { prompt: SuitePromptView }) {
  const spec = parsePromptSpec(prompt.spec);
  return (
    <>
      <p className={styles.why}>{spec.why}</p>
      <FactList
        facts={[
          ['Kind', `${spec.category}, ${spec.stratum}`],
          ['Expected', expectationWords(spec.expect)],
          ['Varies by itself', formatShare(prompt.variability)],
          ['Last moved', <LastMoved key="moved" prompt={prompt} />],
          ['Longest answer', formatCount(spec.maxTokens, 'token')],
          ['Answer format', spec.responseFormat === 'json' ? 'JSON mode' : 'Text'],
        ]}
      />
      <section className={styles.section}>
        <h3>What is asked</h3>
        <PromptMessages messages={spec.messages} />
      </section>
      {spec.tools.length > 0 && <Tools spec={spec} />}
      <ExpectedDocument expect={spec.expect} />
    </>
  );
}

function Tools({ spec }: { spec: PromptSpec }) {
  const choice = typeof spec.toolChoice === 'object' ? spec.toolChoice?.function.name : spec.toolChoice;
  return (
    <section className={styles.section}>
      <h3>Tools on offer</h3>
      <p className={styles.hint}>Choice: {choice ?? 'left to the gateway'}.</p>
      {spec.tools.map((tool) => (
        <details key={tool.function.name}>
          <summary>
            <code>{tool.function.name}</code> {tool.function.description}
          </summary>
          <Json value={tool.function.parameters} />
        </details>
      ))}
    </section>
  );
}

/** The part of the expectation that does not fit into a few words. */
function ExpectedDocument({ expect }: Pick<PromptSpec, 'expect'>) {
  const document = expect.kind === 'json' ? expect.schema : expect.kind === 'tool-call' ? expect.arguments : null;
  if (document === null && expect.note === undefined) return null;
  return (
    <section className={styles.section}>
      <h3>{expect.kind === 'tool-call' ? 'Expected arguments' : 'Expected shape'}</h3>
      {expect.note !== undefined && <p className={styles.hint}>{expect.note}</p>}
      {document !== null && <Json value={document} />}
    </section>
  );
}

function Json({ value }: { value: unknown }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long document scrolls, also by keyboard
    <pre className={styles.json} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
